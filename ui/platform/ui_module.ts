// ui.wasm as the page sees it: exports.cc and page_host.cc with strings in
// place of pointers. Nothing here knows what a widget is.
import type { Space } from './space.ts';
import createUi from './ui.mjs';

// What exports.cc exports, by its C names.
export interface RawUi {
  HEAPU8: Uint8Array;
  _ui_start(): boolean;
  _ui_buffer(size: number): number;
  _ui_font(face: number): void;
  _ui_open(): void;
  _ui_resize(width: number, height: number, ratio: number): void;
  _ui_theme(dark: boolean): void;
  _ui_zones(): void;
  _ui_location(): void;
  _ui_pointer_move(x: number, y: number): void;
  _ui_pointer_leave(): void;
  _ui_pointer_button(down: boolean, modifiers: number): void;
  _ui_double_click(): void;
  _ui_wheel(y: number): void;
  _ui_key(modifiers: number): void;
  _ui_focus(node: number, visible: boolean): void;
  _ui_click(node: number, modifiers: number): void;
  _ui_set_value(node: number, value: number): void;
  _ui_edit(node: number, anchor: number, focus: number, compositionBegin: number,
           compositionEnd: number): void;
  _ui_import(number: number, size: number, modifiedMs: number, quiet: boolean): void;
  _ui_response(): void;
  _ui_fatal(): void;
  _ui_waiting(): void;
  _ui_space(usedBytes: number, quotaBytes: number, kept: boolean): void;
  _ui_reconnected(): void;
  _ui_notice(): void;
  _ui_context_restored(): void;
  _ui_frame(nowMs: number): number;
}

// What page_host.cc calls; text and bytes are a pointer and a size.
export interface RawHost {
  selectText(node: number, anchor: number, focus: number): void;
  focusNode(node: number): void;
  writeClipboard(text: number, size: number): void;
  saveFile(name: number, nameSize: number, text: number, size: number): void;
  addToFile(bytes: number, size: number): void;
  saveAdded(name: number, size: number): void;
  dropAdded(): void;
  openLink(address: number, size: number): void;
  chooseFiles(): void;
  chooseFolder(): void;
  importDemo(): void;
  keepTheme(dark: boolean): void;
  reload(): void;
  measureSpace(): void;
  keepStored(): void;
  send(request: number, size: number): void;
  showTree(json: number, size: number): void;
  showLocation(text: number, size: number): void;
  showCursor(name: number, size: number): void;
  // Returns how many bytes copyZoneRules() will then write.
  zoneRules(name: number, size: number): number;
  copyZoneRules(to: number): void;
}

export interface Host {
  // Offsets are bytes of the field's text in UTF-8.
  selectText(node: number, anchor: number, focus: number): void;
  focusNode(node: number): void;
  writeClipboard(text: string): void;
  saveFile(name: string, text: string): void;
  addToFile(bytes: Uint8Array<ArrayBuffer>): void;
  saveAdded(name: string): void;
  dropAdded(): void;
  openLink(address: string): void;
  chooseFiles(): void;
  chooseFolder(): void;
  importDemo(): void;
  keepTheme(dark: boolean): void;
  reload(): void;
  measureSpace(): void;
  keepStored(): void;
  send(request: Uint8Array): void;
  showTree(json: string): void;
  showLocation(fragment: string): void;
  showCursor(cssName: string): void;
  // As time_zones.ts has them.
  zoneRules(name: string): Uint8Array | null;
}

export interface TextEdit {
  text: string;
  // Bytes of `text` in UTF-8.
  anchor: number;
  focus: number;
  compositionBegin: number;
  compositionEnd: number;
}

// The faces of TextStyle, in its order.
export enum Face { Regular, Semibold, Mono }

export interface ModifierKeys {
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

function modifierBits(keys: ModifierKeys): number {
  return (keys.shiftKey ? 1 : 0) | (keys.ctrlKey || keys.metaKey ? 2 : 0) | (keys.altKey ? 4 : 0);
}

export class Ui {
  private readonly encoder = new TextEncoder();

  private constructor(private readonly raw: RawUi) {}

  // Null if the browser gives no WebGL 2 context.
  static async create(host: Host): Promise<Ui | null> {
    const decoder = new TextDecoder();
    let raw: RawUi;
    const bytes = (at: number, size: number) => new Uint8Array(raw.HEAPU8.subarray(at, at + size));
    const text = (at: number, size: number) => decoder.decode(bytes(at, size));
    let rules: Uint8Array = new Uint8Array();
    raw = await createUi({
      host: {
        selectText: (node, anchor, focus) => host.selectText(node, anchor, focus),
        focusNode: (node) => host.focusNode(node),
        writeClipboard: (at, size) => host.writeClipboard(text(at, size)),
        saveFile: (nameAt, nameSize, at, size) => host.saveFile(text(nameAt, nameSize), text(at, size)),
        addToFile: (at, size) => host.addToFile(bytes(at, size)),
        saveAdded: (at, size) => host.saveAdded(text(at, size)),
        dropAdded: () => host.dropAdded(),
        openLink: (at, size) => host.openLink(text(at, size)),
        chooseFiles: () => host.chooseFiles(),
        chooseFolder: () => host.chooseFolder(),
        importDemo: () => host.importDemo(),
        keepTheme: (dark) => host.keepTheme(dark),
        reload: () => host.reload(),
        measureSpace: () => host.measureSpace(),
        keepStored: () => host.keepStored(),
        send: (at, size) => host.send(bytes(at, size)),
        showTree: (at, size) => host.showTree(text(at, size)),
        showLocation: (at, size) => host.showLocation(text(at, size)),
        showCursor: (at, size) => host.showCursor(text(at, size)),
        zoneRules: (at, size) => {
          rules = host.zoneRules(text(at, size)) ?? new Uint8Array();
          return rules.length;
        },
        copyZoneRules: (to) => raw.HEAPU8.set(rules, to),
      },
    });
    return raw._ui_start() ? new Ui(raw) : null;
  }

  setFont(face: Face, file: Uint8Array): void {
    this.fill(file);
    this.raw._ui_font(face);
  }
  open(fragment: string): void {
    this.fillText(fragment);
    this.raw._ui_open();
  }
  goTo(fragment: string): void {
    this.fillText(fragment);
    this.raw._ui_location();
  }
  resize(width: number, height: number, ratio: number): void {
    this.raw._ui_resize(width, height, ratio);
  }
  setZoneNames(names: string[]): void {
    this.fillText(names.join('\n'));
    this.raw._ui_zones();
  }
  setTheme(dark: boolean): void { this.raw._ui_theme(dark); }

  pointerMove(x: number, y: number): void { this.raw._ui_pointer_move(x, y); }
  pointerLeave(): void { this.raw._ui_pointer_leave(); }
  pointerButton(down: boolean, keys: ModifierKeys): void {
    this.raw._ui_pointer_button(down, modifierBits(keys));
  }
  doubleClick(): void { this.raw._ui_double_click(); }
  wheel(y: number): void { this.raw._ui_wheel(y); }
  key(name: string, keys: ModifierKeys): void {
    this.fillText(name);
    this.raw._ui_key(modifierBits(keys));
  }

  setFocus(node: number, visible: boolean): void { this.raw._ui_focus(node, visible); }
  click(node: number, keys: ModifierKeys): void { this.raw._ui_click(node, modifierBits(keys)); }
  setValue(node: number, value: number): void { this.raw._ui_set_value(node, value); }
  edit(node: number, edit: TextEdit): void {
    this.fillText(edit.text);
    this.raw._ui_edit(node, edit.anchor, edit.focus, edit.compositionBegin, edit.compositionEnd);
  }

  // `name` has the file's path in its folder, if that was imported.
  importFile(number: number, file: File, name: string, quiet: boolean): void {
    this.fillText(name);
    this.raw._ui_import(number, file.size, file.lastModified, quiet);
  }
  response(bytes: Uint8Array): void {
    this.fill(bytes);
    this.raw._ui_response();
  }
  fatal(message: string): void {
    this.fillText(message);
    this.raw._ui_fatal();
  }
  reconnected(): void { this.raw._ui_reconnected(); }
  waiting(message: string): void {
    this.fillText(message);
    this.raw._ui_waiting();
  }
  notice(message: string): void {
    this.fillText(message);
    this.raw._ui_notice();
  }
  setSpace(space: Space): void {
    this.raw._ui_space(space.usedBytes, space.quotaBytes, space.kept);
  }
  contextRestored(): void { this.raw._ui_context_restored(); }

  // Draws. Returns after how many milliseconds to draw again by itself, or -1.
  frame(nowMs: number): number { return this.raw._ui_frame(nowMs); }

  private fillText(text: string): void { this.fill(this.encoder.encode(text)); }
  private fill(bytes: Uint8Array): void {
    // Asking for the buffer may grow the memory, and so renew HEAPU8.
    const at = this.raw._ui_buffer(bytes.length);
    this.raw.HEAPU8.set(bytes, at);
  }
}

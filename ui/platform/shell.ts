// The page: starts the engine and ui.wasm and connects them, the DOM and each
// other. What is on the screen is decided in C++.
import type { ToPage } from '../../wasm/protocol.ts';
import { CanvasSize } from './canvas_size.ts';
import { Engine } from './engine.ts';
import { Files } from './files.ts';
import { FrameLoop } from './frame_loop.ts';
import { GatheredFile, saveAs } from './gathered_file.ts';
import { Input } from './input.ts';
import { Mirror } from './mirror.ts';
import { keepStored, measureSpace } from './space.ts';
import { missingFeature, noWebGl2, showProblem } from './support.ts';
import { ThemeChoice } from './theme.ts';
import { zoneNames, zoneRules } from './time_zones.ts';
import { Face, Ui, type Host } from './ui_module.ts';

const fontFiles: [Face, string][] = [
  [Face.Regular, 'fonts/inter-regular.ttf'],
  [Face.Semibold, 'fonts/inter-semibold.ttf'],
  [Face.Mono, 'fonts/jetbrains-mono.ttf'],
];

function required<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`index.html has no #${id}`);
  return element;
}

async function fetchFont(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} could not be loaded (${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}

function isDemo(fragment: string): boolean {
  return /^#demo(&|$)/.test(fragment);
}

// All that is connected, once it is there.
class Shell implements Host {
  private readonly canvas = required('canvas', HTMLCanvasElement);
  private readonly loop = new FrameLoop((now) => this.draw(now));
  private readonly happened = () => this.loop.request(2);
  private readonly theme = new ThemeChoice((dark) => {
    this.ui?.setTheme(dark);
    this.loop.request();
  });
  private readonly mirror = new Mirror(required('mirror', HTMLElement), {
    focus: (node) => this.tell((ui) => ui.setFocus(node, this.input?.byKeyboard ?? false)),
    click: (node, keys) => this.tell((ui) => ui.click(node, keys)),
    setValue: (node, value) => this.tell((ui) => ui.setValue(node, value)),
    edit: (node, edit) => this.tell((ui) => ui.edit(node, edit)),
  });
  private readonly engine: Engine;
  private readonly files: Files;
  private readonly gathered = new GatheredFile();
  // What the engine said before ui.wasm was there to hear it.
  private readonly early: ToPage[] = [];
  private ui: Ui | null = null;
  private opened!: (ui: Ui) => void;
  private input: Input | null = null;
  private size: CanvasSize | null = null;

  constructor() {
    this.engine = new Engine((message) => {
      if (this.ui) this.onMessage(message);
      else this.early.push(message);
    });
    const ready = new Promise<Ui>((resolve) => { this.opened = resolve; });
    this.files = new Files(this.engine, ready, this.happened,
                           required('file-input', HTMLInputElement),
                           required('folder-input', HTMLInputElement), required('drop', HTMLElement));
  }

  get framesDrawn(): number { return this.loop.framesDrawn; }

  async start(): Promise<void> {
    const fonts = fontFiles.map(([, address]) => fetchFont(address));
    const ui = await Ui.create(this);
    if (!ui) {
      showProblem(noWebGl2);
      return;
    }
    for (const [i, font] of (await Promise.all(fonts)).entries()) ui.setFont(fontFiles[i][0], font);
    this.ui = ui;
    this.connect(ui);
    this.theme.apply();
    ui.setZoneNames(zoneNames());
    ui.open(location.hash);
    this.early.forEach((message) => this.onMessage(message));
    this.opened(ui);
    if (isDemo(location.hash)) void this.files.importDemo();
  }

  // --- Host: what ui.wasm asks of the page.

  selectText(node: number, anchor: number, focus: number): void {
    this.mirror.selectText(node, anchor, focus);
  }
  focusNode(node: number): void { this.mirror.focusNode(node); }
  saveFile(name: string, text: string): void {
    saveAs(name, new Blob([text], { type: 'application/json' }));
  }
  addToFile(bytes: Uint8Array<ArrayBuffer>): void { this.gathered.add(bytes); }
  saveAdded(name: string): void { this.gathered.save(name); }
  dropAdded(): void { this.gathered.drop(); }
  openLink(address: string): void {
    // Definitions come from people; only the web is linked to.
    if (/^https?:/.test(address)) window.open(address, '_blank', 'noopener');
  }
  writeClipboard(text: string): void {
    navigator.clipboard.writeText(text).catch((error: unknown) => {
      this.tell((ui) => ui.notice(`The browser did not let us copy: ${String(error)}`));
    });
  }
  chooseFiles(): void { this.files.choose(); }
  chooseFolder(): void { this.files.chooseFolder(); }
  importDemo(): void {
    history.replaceState(null, '', '#demo');
    this.goTo('#demo');
  }
  keepTheme(dark: boolean): void { this.theme.keep(dark); }
  reload(): void { location.reload(); }
  measureSpace(): void {
    measureSpace().then((space) => this.tell((ui) => ui.setSpace(space)), () => {});
  }
  keepStored(): void {
    keepStored((space) => this.tell((ui) => ui.setSpace(space))).catch(() => {});
  }
  send(request: Uint8Array): void { this.engine.post({ kind: 'request', bytes: request }); }
  showTree(json: string): void { this.mirror.show(json); }
  showLocation(fragment: string): void {
    history.replaceState(null, '', fragment === '' ? location.pathname : `#${fragment}`);
  }
  showCursor(cssName: string): void { this.canvas.style.cursor = cssName; }
  zoneRules(name: string): Uint8Array | null { return zoneRules(name); }

  // ---

  private connect(ui: Ui): void {
    this.input = new Input(this.canvas, ui, this.mirror, this.happened);
    this.size = new CanvasSize(this.canvas, () => {
      if (this.size) ui.resize(this.size.width, this.size.height, devicePixelRatio);
      this.loop.request();
    });
    addEventListener('hashchange', () => this.goTo(location.hash));
    this.canvas.addEventListener('webglcontextlost', (event) => {
      // Without this the browser would not give it back.
      event.preventDefault();
      this.loop.stop();
    });
    this.canvas.addEventListener('webglcontextrestored', () => {
      ui.contextRestored();
      this.loop.resume();
    });
  }

  private goTo(fragment: string): void {
    this.tell((ui) => ui.goTo(fragment));
    if (isDemo(fragment)) void this.files.importDemo();
  }

  private onMessage(message: ToPage): void {
    this.tell((ui) => {
      if (message.kind === 'response') ui.response(message.bytes);
      if (message.kind === 'reconnected') {
        this.files.handOverAgain();
        ui.reconnected();
      }
      if (message.kind === 'notice') ui.notice(message.message);
      if (message.kind === 'fatal') ui.fatal(message.message);
      if (message.kind === 'waiting') ui.waiting(message.message);
    });
  }

  private tell(say: (ui: Ui) => void): void {
    if (!this.ui) return;
    say(this.ui);
    this.loop.request(2);
  }

  private draw(now: number): number {
    if (!this.ui || !this.size || this.size.width === 0) return -1;
    this.size.apply();
    return this.ui.frame(now);
  }
}

const missing = missingFeature();
if (missing !== null) {
  showProblem(missing);
} else {
  const shell = new Shell();
  // For tests and measurements.
  Object.assign(globalThis, { taffrail: shell });
  shell.start().catch((error: unknown) => {
    showProblem(`Taffrail could not be started: ${error instanceof Error ? error.message : error}`);
  });
}

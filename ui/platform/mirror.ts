// The DOM's picture of the canvas: an element for every widget, at its place,
// which assistive technology reads, which holds the focus, and whose actions
// go to the widget. A text field's element is a real textarea and owns its
// text. The picture is renewed from the semantic tree of each frame.
import { createElement, updateElement, type NodeInfo } from './mirror_elements.ts';
import type { ModifierKeys, TextEdit } from './ui_module.ts';

export interface MirrorEvents {
  focus(node: number): void;
  click(node: number, keys: ModifierKeys): void;
  setValue(node: number, value: number): void;
  edit(node: number, edit: TextEdit): void;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

// Whether the field takes line feeds, and so the keys that move between lines.
export function hasLines(field: HTMLTextAreaElement): boolean {
  return field.ariaMultiLine === 'true';
}

function utf8Length(text: string): number {
  return encoder.encode(text).length;
}

// The UTF-16 offset of a byte of the text in UTF-8.
function utf16Offset(text: string, byte: number): number {
  return decoder.decode(encoder.encode(text).subarray(0, byte)).length;
}

export class Mirror {
  private readonly elements = new Map<number, HTMLElement>();
  // Where a composition under way began, in UTF-16; -1 if there is none.
  private compositionStart = -1;
  private compositionLength = 0;
  private focusWanted = 0;

  constructor(private readonly root: HTMLElement, private readonly events: MirrorEvents) {
    root.addEventListener('focusin', (event) => events.focus(this.nodeOf(event.target)));
    root.addEventListener('focusout', (event) => {
      if (event.relatedTarget === null) events.focus(0);
    });
    root.addEventListener('click', (event) => events.click(this.nodeOf(event.target), event));
    root.addEventListener('input', (event) => this.onInput(event.target));
    root.addEventListener('compositionstart', (event) => this.onCompositionStart(event.target));
    root.addEventListener('compositionupdate', (event) => {
      this.compositionLength = event.data.length;
    });
    root.addEventListener('compositionend', (event) => {
      this.compositionStart = -1;
      this.sendEdit(event.target);
    });
    document.addEventListener('selectionchange', () => this.sendEdit(document.activeElement));
  }

  show(json: string): void {
    const nodes = JSON.parse(json) as NodeInfo[];
    const ids = new Set(nodes.map((node) => node.id));
    for (const [id, element] of this.elements) {
      if (ids.has(id)) continue;
      element.remove();
      this.elements.delete(id);
    }
    const children = new Map<HTMLElement, HTMLElement[]>([[this.root, []]]);
    for (const node of nodes) {
      const element = this.elementFor(node);
      const parent = this.elements.get(node.parent) ?? this.root;
      const siblings = children.get(parent);
      if (siblings) siblings.push(element);
      else children.set(parent, [element]);
    }
    for (const [parent, wanted] of children) order(parent, wanted);
    if (this.focusWanted !== 0) this.giveFocus();
  }

  // The mouse went down there. The focus moves at once and not with the next
  // frame, so that what is typed right after goes where it should.
  focusAt(x: number, y: number): void {
    let found: HTMLElement | null = null;
    for (const element of this.elements.values()) {
      if (element.tabIndex < 0) continue;
      const box = element.getBoundingClientRect();
      if (x >= box.left && x < box.right && y >= box.top && y < box.bottom) found = element;
    }
    found?.focus({ preventScroll: true });
  }

  // Focuses the field that names the key as its shortcut, if there is one.
  focusByShortcut(key: string): boolean {
    for (const element of this.elements.values()) {
      if (element instanceof HTMLTextAreaElement && element.ariaKeyShortcuts === key) {
        element.focus();
        return true;
      }
    }
    return false;
  }

  // From a field to what it searches, if it does.
  leaveField(field: HTMLTextAreaElement): boolean {
    const results = document.getElementById(field.getAttribute('aria-controls') ?? '');
    results?.focus();
    return results !== null;
  }

  // As soon as its element is there.
  focusNode(node: number): void {
    this.focusWanted = node;
    this.giveFocus();
  }

  selectText(node: number, anchor: number, focus: number): void {
    const field = this.elements.get(node);
    if (!(field instanceof HTMLTextAreaElement)) return;
    const [from, to] = [anchor, focus].map((byte) => utf16Offset(field.value, byte));
    if (from <= to) field.setSelectionRange(from, to, 'forward');
    else field.setSelectionRange(to, from, 'backward');
    this.sendEdit(field);
  }

  private giveFocus(): void {
    const element = this.elements.get(this.focusWanted);
    if (!element) return;
    this.focusWanted = 0;
    element.focus({ preventScroll: true });
  }

  private elementFor(node: NodeInfo): HTMLElement {
    let element = this.elements.get(node.id);
    if (element && element.dataset.role !== node.role) {
      element.remove();
      element = undefined;
    }
    if (!element) {
      element = createElement(node);
      this.elements.set(node.id, element);
    }
    updateElement(element, node, this.compositionStart >= 0);
    return element;
  }

  private nodeOf(target: EventTarget | null): number {
    return target instanceof HTMLElement ? Number(target.dataset.node ?? 0) : 0;
  }

  private onInput(target: EventTarget | null): void {
    if (target instanceof HTMLInputElement) {
      this.events.setValue(this.nodeOf(target), target.valueAsNumber);
    }
    if (target instanceof HTMLTextAreaElement) {
      // What is pasted may have more lines than the field.
      if (!hasLines(target) && /[\r\n]/.test(target.value)) target.value = target.value.replace(/[\r\n]+/g, ' ');
      this.sendEdit(target);
    }
  }

  private onCompositionStart(target: EventTarget | null): void {
    if (!(target instanceof HTMLTextAreaElement)) return;
    this.compositionStart = target.selectionStart;
    this.compositionLength = 0;
  }

  private sendEdit(target: EventTarget | null): void {
    if (!(target instanceof HTMLTextAreaElement) || !this.root.contains(target)) return;
    const text = target.value;
    const byte = (offset: number) => utf8Length(text.slice(0, offset));
    const [start, end] = [byte(target.selectionStart), byte(target.selectionEnd)];
    const backward = target.selectionDirection === 'backward';
    const composing = this.compositionStart >= 0;
    this.events.edit(this.nodeOf(target), {
      text,
      anchor: backward ? end : start,
      focus: backward ? start : end,
      compositionBegin: composing ? byte(this.compositionStart) : 0,
      compositionEnd: composing ? byte(this.compositionStart + this.compositionLength) : 0,
    });
  }
}

// Puts `wanted` in order under `parent`. Moving an element takes its focus
// away, so the one that has it stays and the others move around it.
function order(parent: HTMLElement, wanted: HTMLElement[]): void {
  let next = parent.firstElementChild;
  for (const element of wanted) {
    if (element !== next && element.contains(document.activeElement)) {
      while (next && next !== element) {
        const passed = next;
        next = next.nextElementSibling;
        parent.append(passed);
      }
    }
    if (element === next) next = next.nextElementSibling;
    else parent.insertBefore(element, next);
  }
}

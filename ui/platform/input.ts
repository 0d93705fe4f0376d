// Hands the mouse, touch, the wheel and keys to ui.wasm.
import { hasLines, type Mirror } from './mirror.ts';
import type { Ui } from './ui_module.ts';

const touchSlop = 8;
const wheelLine = 24;

// Keys that would scroll the page if the list did not take them.
const listKeys = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' ']);
// Keys that lead out of a text field.
const leavingKeys = new Set(['Escape', 'ArrowDown']);
// Keys that a range input understands by itself.
const sliderKeys = new Set([
  'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End',
]);

export class Input {
  // Whether the keyboard was used last, so that focus should be shown.
  byKeyboard = false;
  private touch: { x: number; y: number; mode: 'waiting' | 'scroll' | 'drag' } | null = null;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly ui: Ui,
    private readonly mirror: Mirror,
    private readonly happened: () => void,
  ) {
    const on = (type: string, handler: (event: PointerEvent) => void) =>
      canvas.addEventListener(type, (event) => {
        handler(event as PointerEvent);
        happened();
      });
    on('pointermove', (event) => this.onMove(event));
    on('pointerdown', (event) => this.onDown(event));
    on('pointerup', (event) => this.onUp(event));
    on('pointercancel', (event) => this.onUp(event));
    on('pointerleave', () => ui.pointerLeave());
    on('dblclick', () => ui.doubleClick());
    canvas.addEventListener('wheel', (event) => this.onWheel(event), { passive: false });
    // The focus stays in the mirror, whatever is clicked on the canvas.
    canvas.addEventListener('mousedown', (event) => event.preventDefault());
    document.addEventListener('keydown', (event) => this.onKey(event));
  }

  private onMove(event: PointerEvent): void {
    if (!this.touch) {
      this.ui.pointerMove(event.offsetX, event.offsetY);
      return;
    }
    const dx = event.offsetX - this.touch.x;
    const dy = event.offsetY - this.touch.y;
    if (this.touch.mode === 'waiting') {
      if (Math.hypot(dx, dy) < touchSlop) return;
      // Up and down scrolls; sideways is dragging, as the brush wants it.
      this.touch.mode = Math.abs(dy) > Math.abs(dx) ? 'scroll' : 'drag';
      this.ui.pointerMove(this.touch.x, this.touch.y);
      if (this.touch.mode === 'drag') this.ui.pointerButton(true, event);
    }
    if (this.touch.mode === 'drag') {
      this.ui.pointerMove(event.offsetX, event.offsetY);
    } else {
      this.ui.wheel(-dy);
      this.touch.x = event.offsetX;
      this.touch.y = event.offsetY;
    }
  }

  private onDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.byKeyboard = false;
    this.canvas.setPointerCapture(event.pointerId);
    this.mirror.focusAt(event.offsetX, event.offsetY);
    if (event.pointerType === 'touch') {
      this.touch = { x: event.offsetX, y: event.offsetY, mode: 'waiting' };
      return;
    }
    this.ui.pointerMove(event.offsetX, event.offsetY);
    this.ui.pointerButton(true, event);
  }

  private onUp(event: PointerEvent): void {
    if (event.button > 0) return;
    const touch = this.touch;
    this.touch = null;
    if (touch?.mode === 'scroll') {
      this.ui.pointerLeave();
      return;
    }
    if (touch?.mode === 'waiting') {
      this.ui.pointerMove(touch.x, touch.y);
      this.ui.pointerButton(true, event);
    }
    this.ui.pointerButton(false, event);
    if (touch) this.ui.pointerLeave();
  }

  private onWheel(event: WheelEvent): void {
    // With Control it zooms the page.
    if (event.ctrlKey) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1
      : event.deltaMode === WheelEvent.DOM_DELTA_LINE ? wheelLine
      : this.canvas.clientHeight;
    this.ui.wheel(event.deltaY * unit);
    this.happened();
  }

  private onKey(event: KeyboardEvent): void {
    this.byKeyboard = true;
    if (event.isComposing || event.key === 'Tab') return;
    if (this.movesFocus(event)) {
      event.preventDefault();
      return;
    }
    if (!this.isOurs(event)) return;
    if (this.wouldScroll(event)) event.preventDefault();
    this.ui.key(event.key, event);
    this.happened();
  }

  // At once and not with the next frame, so that the key that is struck next
  // goes where it should.
  private movesFocus(event: KeyboardEvent): boolean {
    if (!(event.target instanceof HTMLTextAreaElement)) {
      return this.mirror.focusByShortcut(event.key);
    }
    return leavingKeys.has(event.key) && this.mirror.leaveField(event.target);
  }

  private isOurs(event: KeyboardEvent): boolean {
    const target = event.target;
    if (event.ctrlKey || event.metaKey) {
      const selected = target instanceof HTMLTextAreaElement &&
        target.selectionStart !== target.selectionEnd;
      const runs = event.key === 'Enter' && target instanceof HTMLTextAreaElement;
      return runs || event.key === 'o' || (event.key === 'c' && !selected);
    }
    if (target instanceof HTMLTextAreaElement) {
      return event.key === 'Escape' || (event.key === 'Enter' && !hasLines(target));
    }
    if (target instanceof HTMLInputElement) return !sliderKeys.has(event.key);
    if (target instanceof HTMLButtonElement) return event.key !== 'Enter' && event.key !== ' ';
    return true;
  }

  private wouldScroll(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey) return event.key === 'o' || event.key === 'Enter';
    if (event.target instanceof HTMLTextAreaElement) {
      return event.key === 'Enter' && !hasLines(event.target);
    }
    return listKeys.has(event.key);
  }
}

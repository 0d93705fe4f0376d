// Keeps the canvas as sharp as the screen: a pixel of its own for every pixel
// of the device, at any zoom.

export class CanvasSize {
  width = 0;
  height = 0;
  private pixelWidth = 0;
  private pixelHeight = 0;

  constructor(private readonly canvas: HTMLCanvasElement, private readonly changed: () => void) {
    new ResizeObserver((entries) => this.onResize(entries[entries.length - 1])).observe(canvas);
    this.watchRatio();
  }

  // Takes the new size over, which clears the canvas: right before drawing.
  apply(): void {
    if (this.canvas.width !== this.pixelWidth) this.canvas.width = this.pixelWidth;
    if (this.canvas.height !== this.pixelHeight) this.canvas.height = this.pixelHeight;
  }

  private onResize(entry: ResizeObserverEntry): void {
    this.width = entry.contentRect.width;
    this.height = entry.contentRect.height;
    this.pixelWidth = Math.round(this.width * devicePixelRatio);
    this.pixelHeight = Math.round(this.height * devicePixelRatio);
    this.changed();
  }

  // Moving to another screen changes the ratio without changing the size.
  private watchRatio(): void {
    const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', () => {
      this.pixelWidth = Math.round(this.width * devicePixelRatio);
      this.pixelHeight = Math.round(this.height * devicePixelRatio);
      this.changed();
      this.watchRatio();
    }, { once: true });
  }
}

// Draws a frame when something happened, and none otherwise: an idle page
// draws 0 frames a second.

export class FrameLoop {
  framesDrawn = 0;
  private wanted = 0;
  private scheduled = false;
  private timer: number | undefined;
  private stopped = false;

  // `draw` returns after how many milliseconds it wants to be called again
  // even if nothing happens, or -1.
  constructor(private readonly draw: (nowMs: number) => number) {}

  // Something happened. What a frame finds out may change what it has drawn
  // already (hovering, layout), so that input asks for two.
  request(frames = 1): void {
    this.wanted = Math.max(this.wanted, frames);
    this.schedule();
  }

  stop(): void { this.stopped = true; }
  resume(): void {
    this.stopped = false;
    this.request();
  }

  private schedule(): void {
    if (this.scheduled || this.stopped) return;
    this.scheduled = true;
    requestAnimationFrame((now) => this.tick(now));
  }

  private tick(now: number): void {
    this.scheduled = false;
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.wanted = Math.max(0, this.wanted - 1);
    const wakeMs = this.draw(now);
    this.framesDrawn += 1;
    if (this.wanted > 0 || wakeMs === 0) {
      this.schedule();
    } else if (wakeMs > 0) {
      this.timer = setTimeout(() => this.request(), wakeMs);
    }
  }
}

// A file in memory, in blocks: what the store is in where nothing can be kept,
// and what it works on where IndexedDB keeps it.

export const BLOCK_BYTES = 64 << 10;

export class BlockFile {
  // Those that are not as they were when forgetChanges() was called last.
  readonly changed = new Set<number>();
  // As many as `size` needs. Each has a buffer of its own, since IndexedDB copies
  // a view's whole buffer. Beyond `size` they hold zeros.
  constructor(
    readonly blocks: Uint8Array<ArrayBuffer>[] = [],
    private size = 0,
  ) {}

  read(to: Uint8Array, { at }: { at: number }): number {
    const end = Math.min(this.size, at + to.length);
    for (let from = at; from < end; ) {
      const [block, begin, length] = this.place(from, end);
      to.set(this.blocks[block].subarray(begin, begin + length), from - at);
      from += length;
    }
    return Math.max(0, end - at);
  }

  write(from: Uint8Array, { at }: { at: number }): number {
    const end = at + from.length;
    this.grow(end);
    for (let to = at; to < end; ) {
      const [block, begin, length] = this.place(to, end);
      this.blocks[block].set(from.subarray(to - at, to - at + length), begin);
      this.changed.add(block);
      to += length;
    }
    return from.length;
  }

  truncate(size: number): void {
    if (size > this.size) return this.grow(size);
    this.size = size;
    for (const block of this.changed) if (block * BLOCK_BYTES >= size) this.changed.delete(block);
    this.blocks.length = Math.ceil(size / BLOCK_BYTES);
    const inLast = size % BLOCK_BYTES;
    if (inLast === 0) return;
    this.blocks[this.blocks.length - 1].fill(0, inLast);
    this.changed.add(this.blocks.length - 1);
  }

  flush(): void {}
  close(): void {}
  getSize(): number {
    return this.size;
  }

  private grow(size: number): void {
    while (this.blocks.length * BLOCK_BYTES < size) {
      this.changed.add(this.blocks.length);
      this.blocks.push(new Uint8Array(BLOCK_BYTES));
    }
    this.size = Math.max(this.size, size);
  }

  // The part of [from, end) that lies in one block.
  private place(from: number, end: number): [block: number, begin: number, length: number] {
    const begin = from % BLOCK_BYTES;
    return [Math.floor(from / BLOCK_BYTES), begin, Math.min(BLOCK_BYTES - begin, end - from)];
  }
}

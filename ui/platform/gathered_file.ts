// A file that comes in pieces and is saved when all of them are here. Blobs of some size are kept on the disk by the
// browser, many small arrays would not be.
const kPartBytes = 4 << 20;

export function saveAs(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export class GatheredFile {
  private parts: Blob[] = [];
  private pieces: Uint8Array<ArrayBuffer>[] = [];
  private bytes = 0;

  add(piece: Uint8Array<ArrayBuffer>): void {
    this.pieces.push(piece);
    this.bytes += piece.length;
    if (this.bytes >= kPartBytes) this.gather();
  }

  save(name: string): void {
    this.gather();
    saveAs(name, new Blob(this.parts));
    this.drop();
  }

  drop(): void {
    this.parts = [];
    this.pieces = [];
    this.bytes = 0;
  }

  private gather(): void {
    this.parts.push(new Blob(this.pieces));
    this.pieces = [];
    this.bytes = 0;
  }
}

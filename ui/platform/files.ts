// How files come in: dropped, chosen, in folders, or the demo. All take the
// same way, to the engine's worker and to ui.wasm under one number.
import { filesOf, type NamedFile } from './dropped_files.ts';
import type { Engine } from './engine.ts';
import type { Ui } from './ui_module.ts';

const demoAddress = 'demo.log';

export class Files {
  private lastNumber = 0;
  // All that were handed over, should it be needed again.
  private readonly given = new Map<number, File>();
  // dragenter comes before the dragleave of what was left.
  private dragDepth = 0;

  constructor(
    private readonly engine: Engine,
    private readonly ui: Promise<Ui>,
    private readonly happened: () => void,
    private readonly input: HTMLInputElement,
    private readonly folderInput: HTMLInputElement,
    private readonly overlay: HTMLElement,
  ) {
    for (const chooser of [input, folderInput]) {
      chooser.addEventListener('change', () => {
        for (const file of chooser.files ?? []) {
          this.import({ file, name: file.webkitRelativePath || file.name });
        }
        // The same file can be chosen again.
        chooser.value = '';
      });
    }
    addEventListener('dragenter', (event) => this.onDragEnter(event));
    addEventListener('dragleave', () => this.showOverlay(this.dragDepth - 1));
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener('drop', (event) => this.onDrop(event));
  }

  choose(): void { this.input.click(); }
  chooseFolder(): void { this.folderInput.click(); }

  import({ file, name }: NamedFile, quiet = false): void {
    const number = ++this.lastNumber;
    this.given.set(number, file);
    this.engine.post({ kind: 'file', number, file });
    void this.ui.then((ui) => {
      ui.importFile(number, file, name, quiet);
      this.happened();
    });
  }

  // To an engine that does not know them.
  handOverAgain(): void {
    for (const [number, file] of this.given) this.engine.post({ kind: 'file', number, file });
  }

  async importDemo(): Promise<void> {
    try {
      const response = await fetch(demoAddress);
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const blob = await response.blob();
      // With the date the server states, a reload finds the same file.
      const modified = Date.parse(response.headers.get('Last-Modified') ?? '');
      const lastModified = Number.isNaN(modified) ? 0 : modified;
      const file = new File([blob], demoAddress, { lastModified });
      this.import({ file, name: demoAddress }, true);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.tell(`The demo log could not be fetched (${reason}). ` +
        'It has to lie beside the app as demo.log; ./dev run makes one.');
    }
  }

  private tell(message: string): void {
    void this.ui.then((ui) => {
      ui.notice(message);
      this.happened();
    });
  }

  private onDragEnter(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.showOverlay(this.dragDepth + 1);
  }

  private showOverlay(depth: number): void {
    this.dragDepth = Math.max(0, depth);
    this.overlay.hidden = this.dragDepth === 0;
  }

  private onDrop(event: DragEvent): void {
    event.preventDefault();
    this.showOverlay(0);
    if (event.dataTransfer) void this.importDropped(event.dataTransfer);
  }

  private async importDropped(dropped: DataTransfer): Promise<void> {
    const { files, problems } = await filesOf(dropped);
    for (const file of files) this.import(file);
    for (const problem of problems) this.tell(problem);
  }
}

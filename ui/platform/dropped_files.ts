// The files of a drop, those in dropped folders included.

export interface NamedFile {
  file: File;
  // With its path in the folder that was dropped, that folder's name first.
  name: string;
}

export interface Dropped {
  files: NamedFile[];
  // Sentences about what could not be read.
  problems: string[];
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

// A reader gives a folder's entries some at a time, and none at the end.
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return all.sort((a, b) => (a.name < b.name ? -1 : 1));
    all.push(...some);
  }
}

// What desktops leave in folders, by the names of core/container/desktop_litter.cc.
const isLitter = (name: string) =>
  name.startsWith('._') || ['__MACOSX', '.DS_Store', 'Thumbs.db', 'desktop.ini'].includes(name);

async function addFiles(entry: FileSystemEntry, dropped: Dropped): Promise<void> {
  try {
    if (entry.isDirectory) {
      const entries = await entriesOf(entry as FileSystemDirectoryEntry);
      for (const inner of entries) {
        if (!isLitter(inner.name)) await addFiles(inner, dropped);
      }
    } else {
      const file = await fileOf(entry as FileSystemFileEntry);
      dropped.files.push({ file, name: entry.fullPath.replace(/^\//, '') });
    }
  } catch (error) {
    dropped.problems.push(`“${entry.name}” could not be read (${reason(error)}).`);
  }
}

export async function filesOf(transfer: DataTransfer): Promise<Dropped> {
  const dropped: Dropped = { files: [], problems: [] };
  // All at once: after the first wait the drop's items are gone.
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const found = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  for (const { entry, file } of found) {
    if (entry?.isDirectory) {
      const before = dropped.files.length + dropped.problems.length;
      await addFiles(entry, dropped);
      if (dropped.files.length + dropped.problems.length === before) {
        dropped.problems.push(`The folder “${entry.name}” has no files in it.`);
      }
    } else if (file) {
      dropped.files.push({ file, name: file.name });
    }
  }
  return dropped;
}

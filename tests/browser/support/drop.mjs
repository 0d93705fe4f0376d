// Drops of files on disk, as close to a hand's as each browser's automation goes.

const kWhere = { x: 700, y: 450 };

// Chromium takes drag events with paths: the page gets what a drop from the desktop gives it.
async function dropInChromium(page, paths) {
  const session = await page.createCDPSession();
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, ...kWhere, data });
  }
  await session.detach();
}

// WebDriver has no drop of files. Firefox is given real Files by way of an input of ours, and the events are made.
async function dropInFirefox(page, paths) {
  const input = await page.evaluateHandle(() => {
    const chosen = Object.assign(document.createElement("input"), { type: "file", multiple: true });
    document.body.append(chosen);
    return chosen;
  });
  await input.uploadFile(...paths);
  await input.evaluate((chosen, where) => {
    const dataTransfer = new DataTransfer();
    for (const file of chosen.files) dataTransfer.items.add(file);
    chosen.remove();
    const target = document.elementFromPoint(where.x, where.y);
    for (const type of ["dragenter", "dragover", "drop"]) {
      const event = { bubbles: true, cancelable: true, clientX: where.x, clientY: where.y, dataTransfer };
      target.dispatchEvent(new DragEvent(type, event));
    }
  }, kWhere);
  await input.dispose();
}

// A folder is no File, so no input can give one: the event is all made up, as Firefox makes it. `files` is what is in
// the folder, by paths.
async function dropFolderInFirefox(page, name, files) {
  const contents = Object.entries(files).map(([file, content]) => [file, [...Buffer.from(content)]]);
  await page.evaluate((folder, contents, where) => {
    // What a real reader does: the entries once, then none.
    const directory = (fullPath, inside) => ({
      isDirectory: true, isFile: false, name: fullPath.split("/").pop(), fullPath,
      createReader() {
        const names = [...new Set(inside.map(([file]) => file.split("/")[0]))];
        const entries = names.map((name) => {
          const own = inside.find(([file]) => file === name);
          if (own) {
            const file = new File([new Uint8Array(own[1])], name, { lastModified: 0 });
            return { isDirectory: false, isFile: true, name, fullPath: `${fullPath}/${name}`, file: (take) => take(file) };
          }
          const deeper = inside.filter(([file]) => file.startsWith(`${name}/`));
          return directory(`${fullPath}/${name}`, deeper.map(([file, bytes]) => [file.slice(name.length + 1), bytes]));
        });
        return { readEntries: (take) => take(entries.splice(0)) };
      },
    });
    const file = new File([], folder);
    const entry = directory(`/${folder}`, contents);
    const items = [{ kind: "file", type: "", getAsFile: () => file, webkitGetAsEntry: () => entry }];
    const dataTransfer = { types: ["Files"], files: [file], items, dropEffect: "none" };
    const target = document.elementFromPoint(where.x, where.y);
    for (const type of ["dragenter", "dragover", "drop"]) {
      const event = new DragEvent(type, { bubbles: true, cancelable: true });
      Object.defineProperty(event, "dataTransfer", { value: dataTransfer });
      target.dispatchEvent(event);
    }
  }, name, contents, kWhere);
}

export function drop(browserName, page, ...paths) {
  return browserName === "chromium" ? dropInChromium(page, paths) : dropInFirefox(page, paths);
}

// `files` is what is in the folder at `path`: contents by paths inside it.
export function dropFolder(browserName, page, path, files = {}) {
  return browserName === "chromium"
    ? dropInChromium(page, [path])
    : dropFolderInFirefox(page, path.split("/").pop(), files);
}

// What a person does with the file picker that `open` makes the app show.
async function pickInChromium(page, open, paths) {
  const [chooser] = await Promise.all([page.waitForFileChooser(), open()]);
  await chooser.accept(paths);
}

// Firefox would show the desktop's real picker, which nobody closes: the app's call for it is where it ends.
async function pickInFirefox(page, open, paths) {
  const input = await page.$("input[type=file]");
  const asked = input.evaluate((element) => new Promise((resolve) => {
    element.addEventListener("click", (event) => resolve(event.preventDefault()), { once: true });
  }));
  await open();
  await asked;
  await input.uploadFile(...paths);
}

export function pick(browserName, page, open, ...paths) {
  return browserName === "chromium" ? pickInChromium(page, open, paths) : pickInFirefox(page, open, paths);
}

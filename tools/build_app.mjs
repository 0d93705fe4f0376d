// Makes build/app, the folder a static host serves, from what is in the tree and what the wasm build
// made. Every part is a function below; ./dev build app runs this after the wasm build.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const app = path.join(root, "build/app");
const fonts = path.join(root, "build/fonts");
const wasmBuild = path.join(root, "build/wasm");

// The page's one script. Every wasm/*_worker.ts becomes a worker script of its own beside it.
const pageEntry = "ui/platform/shell.ts";
// The folders of the wasm build whose NAME.mjs and NAME.wasm the page and the workers load.
const wasmHouses = ["wasm", "ui"];

async function entryPoints() {
  const workers = (await readdir(path.join(root, "wasm")))
    .filter((name) => name.endsWith("_worker.ts"))
    .map((name) => `wasm/${name}`);
  return [pageEntry, ...workers];
}

// The wasm modules' own glue stays a file: it finds its .wasm by its own address.
async function bundleScripts() {
  await build({
    absWorkingDir: root,
    entryPoints: await entryPoints(),
    entryNames: "[name]",
    outdir: app,
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    sourcemap: "linked",
    legalComments: "none",
    external: ["./*.mjs"],
    logLevel: "info",
  });
}

async function copyStatic() {
  await cp(path.join(root, "public"), app, { recursive: true });
}

async function copyWasm() {
  for (const house of wasmHouses) {
    const folder = path.join(wasmBuild, house);
    const names = await readdir(folder);
    // Tests lie there too, as NAME.js and NAME.wasm.
    for (const glue of names.filter((name) => name.endsWith(".mjs"))) {
      for (const name of [glue, glue.replace(/mjs$/, "wasm")]) await cp(path.join(folder, name), path.join(app, name));
    }
  }
}

// Debian's fontTools belongs to Debian's own Python, which need not be the first on PATH.
const python = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

// Baking takes seconds and its result only changes with its script.
async function copyFonts() {
  const script = path.join(root, "tools/bake_fonts.py");
  if ((await modified(fonts)) < (await modified(script))) {
    const fresh = `${fonts}.new`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true });
    execFileSync(python, [script, fresh], { stdio: "inherit" });
    await rm(fonts, { recursive: true, force: true });
    await rename(fresh, fonts);
  }
  await cp(fonts, path.join(app, "fonts"), { recursive: true });
}

async function modified(file) {
  return stat(file).then((found) => found.mtimeMs, () => 0);
}

// What an earlier build left and this one does not make goes; the demo log is ./dev run's.
async function clear() {
  await mkdir(app, { recursive: true });
  for (const name of await readdir(app)) {
    if (name !== "demo.log") await rm(path.join(app, name), { recursive: true });
  }
}

try {
  await clear();
  await Promise.all([copyStatic(), copyWasm(), copyFonts(), bundleScripts()]);
} catch (error) {
  console.error(`build_app: ${error.message}`);
  process.exitCode = 1;
}

// Where things of this repository are.

import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
// TAFFRAIL_APP tests another folder, such as what ./dev dist made.
export const app = path.resolve(root, process.env.TAFFRAIL_APP ?? "build/app");
export const cli = path.join(root, "build/native/core/cli/taffrail");
export const screenshots = path.join(root, "docs/screenshots");
export const stub = path.join(root, "build/native/server-stub/taffrail-stub");

export const isLong = process.env.TAFFRAIL_LONG === "1";

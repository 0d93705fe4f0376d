// A display for browsers that need one: the one there is, or a virtual one of our own that ends with us.

import { spawn } from "node:child_process";

let started;

export function display() {
  if (process.env.DISPLAY) return process.env.DISPLAY;
  started ??= startVirtual();
  return started;
}

// Xvfb picks a free number and writes it to file descriptor 3 once it takes connections.
function startVirtual() {
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  process.once("exit", () => server.kill());
  server.unref();
  server.stdio[3].unref();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`Xvfb ended with ${code} before it had a display`)));
    server.stdio[3].once("data", (number) => resolve(`:${String(number).trim()}`));
  });
}

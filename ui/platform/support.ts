// What the browser must have, and what to say if it has not.

// A module of one function that makes a vector: valid only with SIMD.
const simdModule = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
]);

const versions = 'Chrome or Edge 108, Firefox 114, Safari 16.4, or any newer version of these, has it.';

// The first thing that is missing, as a sentence, or null.
export function missingFeature(): string | null {
  if (typeof WebAssembly !== 'object') {
    return `This browser has no WebAssembly, or it is switched off. ${versions}`;
  }
  if (!WebAssembly.validate(simdModule)) {
    return `This browser's WebAssembly has no SIMD instructions. ${versions}`;
  }
  if (typeof Worker !== 'function') {
    return `This browser has no workers, in which Taffrail reads and searches. ${versions}`;
  }
  return null;
}

export const noWebGl2 =
  'This browser gives no WebGL 2, with which Taffrail draws. It may be switched off in the ' +
  'settings (“hardware acceleration”), or the graphics driver is on the browser\'s block list. ' +
  'Switch it on and reload, or try another browser.';

// In place of the app: there is nothing else that could show it.
export function showProblem(message: string): void {
  const problem = document.getElementById('problem');
  const text = document.getElementById('problem-text');
  if (!problem || !text) return;
  text.textContent = message;
  problem.hidden = false;
}

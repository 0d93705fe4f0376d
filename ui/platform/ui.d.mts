// The module that Emscripten makes from exports.cc.
import type { RawHost, RawUi } from './ui_module.ts';

export default function createUi(options: { host: RawHost }): Promise<RawUi>;

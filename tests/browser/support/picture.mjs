// Looks at screenshots: 8-bit PNGs without interlacing, as browsers make them.

import { inflateSync } from "node:zlib";

// { width, height, at(x, y) → [red, green, blue] }
export function decodePng(png) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = { 2: 3, 6: 4 }[png[25]];
  const packed = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const pixels = unfilter(inflateSync(Buffer.concat(packed)), width * channels, height, channels);
  return { width, height, at: (x, y) => [...pixels.subarray((y * width + x) * channels, (y * width + x) * channels + 3)] };
}

// PNG, third edition, §9: each row is stored as the difference to what its neighbours foretell.
function unfilter(bytes, stride, height, channels) {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; ++y) {
    const filter = bytes[y * (stride + 1)];
    for (let x = 0; x < stride; ++x) {
      const at = y * stride + x;
      const left = x >= channels ? out[at - channels] : 0;
      const up = y > 0 ? out[at - stride] : 0;
      const corner = x >= channels && y > 0 ? out[at - stride - channels] : 0;
      const foretold = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      out[at] = bytes[y * (stride + 1) + 1 + x] + foretold;
    }
  }
  return out;
}

function paeth(left, up, corner) {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

// Mean of 0 (black) to 255 (white), over a grid of points, and how many colours were seen there.
export function survey(png) {
  const picture = decodePng(png);
  const colours = new Set();
  let sum = 0;
  let points = 0;
  for (let y = 1; y < picture.height; y += 3) {
    for (let x = 1; x < picture.width; x += 3) {
      const colour = picture.at(x, y);
      colours.add(colour.join());
      sum += (colour[0] + colour[1] + colour[2]) / 3;
      ++points;
    }
  }
  return { brightness: sum / points, colours: colours.size };
}

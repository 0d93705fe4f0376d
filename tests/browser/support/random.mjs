// Random numbers that a seed repeats (splitmix32).

export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  // In [0, 2^32).
  next() {
    this.state = (this.state + 0x9e3779b9) >>> 0;
    let z = this.state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }

  below(bound) {
    return this.next() % bound;
  }
}

// TAFFRAIL_SEED repeats a run that printed its seed.
export function chosenSeed() {
  return Number(process.env.TAFFRAIL_SEED ?? Date.now() % 1_000_000);
}

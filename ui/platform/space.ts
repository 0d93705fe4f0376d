// What the browser says of the space it gives this site.

export interface Space {
  // Of everything the site keeps.
  usedBytes: number;
  // 0 if the browser does not say.
  quotaBytes: number;
  // The browser does not clear it by itself, even when the disk is full.
  kept: boolean;
}

export async function measureSpace(): Promise<Space> {
  const [estimate, kept] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted(),
  ]);
  return { usedBytes: estimate.usage ?? 0, quotaBytes: estimate.quota ?? 0, kept };
}

// Some browsers ask the user, who may never answer; so what is true until then is told first.
export async function keepStored(tell: (space: Space) => void): Promise<void> {
  tell(await measureSpace());
  if (!await navigator.storage.persisted() && await navigator.storage.persist()) {
    tell(await measureSpace());
  }
}

// How much an origin may store, made small.

// Of Firefox the least that it allows; see dom/quota/ActorsParent.cpp: an origin has a fifth of the whole, 10 MB at
// least.
const kFirefoxKilobytes = 20_480;

// Limits what `page`'s origin may store from now on. Resolves with what lifts the limit.
export async function limitStorage(page, bytes) {
  const session = await page.createCDPSession();
  const { origin } = new URL(page.url());
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: bytes });
  return async () => {
    await session.send("Storage.overrideQuotaForOrigin", { origin });
    await session.detach();
  };
}

export const smallFirefox = { "dom.quotaManager.temporaryStorage.fixedLimit": kFirefoxKilobytes };

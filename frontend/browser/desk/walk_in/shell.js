// The page for the time without a network: kept with its scripts as one generation, all or nothing, and served by the
// counter's service worker. Nobody's id, key or name is in it.
import { run } from "./store.js";

const PREFIXES = ["", "/en"];

const take = async (address, url = address) => {
  const answer = await fetch(address, { redirect: "error" });
  if (!answer.ok) throw new Error(address);
  const headers = {};
  for (const name of ["content-type", "content-security-policy", "referrer-policy", "x-content-type-options"])
    if (answer.headers.has(name)) headers[name] = answer.headers.get(name);
  return { url, text: await answer.text(), headers };
};

export const keepShell = async () => {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  try {
    const pages = await Promise.all(PREFIXES.map((prefix) => take(`${prefix}/meja/loket?kosong`, `${prefix}/meja/loket`)));
    const scripts = new Set(pages.flatMap(({ text }) => [...text.matchAll(/src="(\/a\/[^"]+)"/g)].map(([, url]) => url)));
    const files = await Promise.all([...scripts].map((url) => take(url)));
    await run(["kept"], (kept) => {
      kept.clear();
      for (const file of [...pages, ...files]) kept.put(file);
    });
    for (const prefix of PREFIXES) await serviceWorker.register(`${prefix}/meja/sw.js`, { scope: `${prefix}/meja/loket`, updateViaCache: "none" });
    await serviceWorker.ready;
    document.documentElement.dataset.offline = "ready";
  } catch {
    // Tried again at the next visit; an older generation stays.
  }
};

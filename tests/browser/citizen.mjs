// What a citizen does with a phone that runs the outbox, and what can be seen on it.

import { until } from "./phone.mjs";

const STORY = "form[data-outbox] textarea[required]";

export const write = (page, words) => page.locator(STORY).fill(words);
export const wordsOf = (page) => page.locator(STORY).inputValue();
export const press = (page, options) => page.locator("form[data-outbox] button:not([type=button])").first().click(options);

// Runs in the page: every row the phone keeps, without opening a database that is not there yet.
export async function rowsOf() {
  const isThere = (await indexedDB.databases()).some(({ name }) => name === "satupintu");
  if (!isThere) return [];
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("satupintu");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const names = [...database.objectStoreNames].filter((name) => name !== "meta");
  const transaction = database.transaction(names);
  const all = (name) =>
    new Promise((resolve, reject) => {
      const request = transaction.objectStore(name).getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const encode = (body) => body && btoa(String.fromCharCode(...new Uint8Array(body)));
  const found = [];
  for (const store of names) {
    for (const row of await all(store)) {
      let state = store === "draft" ? "draft" : row.problem ? "refused" : "queued";
      if (store === "receipt" || row.receipt) state = "sent";
      const { id, attempts, values = {} } = row;
      found.push({ id, state, attempts, text: values.text, body: encode(row.body), problem: row.problem });
    }
  }
  database.close();
  return found;
}

// The state of one row as the phone keeps it.
export async function stateOf(page, id) {
  return (await page.evaluate(rowsOf)).find((row) => row.id === id)?.state;
}

// Until the phone holds everything it needs without a network.
export async function installed(page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
}

// Until the phone also holds what comes when there is data to spare: the rest of the list, English pages among it.
export async function installedWhole(page) {
  await installed(page);
  // Pages with data to spare ask for it when they are idle; asking twice would load it twice.
  const isWhole = async () => {
    const list = await (await caches.match("/shell.json")).json();
    const held = await Promise.all(list.flat().map(([url]) => caches.match(url)));
    return held.every(Boolean);
  };
  const deadline = Date.now() + 30_000;
  while (!(await page.evaluate(isWhole))) if (Date.now() > deadline) throw new Error("the install is not whole within 30 s");
}

// Until the phone says that the complaint is safe here (or even sent); its id.
export function savedId(page) {
  const look = async () => {
    const saved = document.querySelector("#saved:is([data-state=queued], [data-state=sent])");
    if (saved) return saved.dataset.id;
    // Sent at once, and the receipt took the form's place: ids are in the order of time.
    if (/tanda-terima/.test(location.pathname)) return (await self.outbox.run((rows) => rows.getAllKeys())).pop();
  };
  return until(() => page.evaluate(look).catch(() => {}), "the complaint is on the phone", 30_000);
}

// Files these words on an open form; back when the phone says that they are safe, with the row's id.
export async function file(page, words) {
  await write(page, words);
  await press(page, { noWaitAfter: true });
  return savedId(page);
}

// Sends everything now, whatever waits.
export const drain = (page) => page.evaluate(() => self.outbox.drain(2).then(() => true));

// Closes a page or a context. Chromium sometimes never answers that while a service worker registers or a page
// navigates; it is then left to the end of the browser.
export async function leave(opened) {
  let timer;
  const patience = new Promise((resolve) => (timer = setTimeout(resolve, 5000)));
  await Promise.race([opened.close(), patience]);
  clearTimeout(timer);
}

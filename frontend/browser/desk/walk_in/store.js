// What the counter keeps on this computer: IndexedDB `satupintu-meja` (migrations only add).
//
// `row` – an entry: waits, or was refused (`problem`), or is acknowledged (`receipt`). `draft` – being written.
// `kept` – the page and its scripts for the time without a network.
const STORES = { row: "id", draft: "id", kept: "url" };
const PATIENCE_MS = 5000;

// One transaction on a connection of its own; resolves with the result of the request that `work` makes, only when it is
// complete. A database that never calls back has failed.
const attempt = (names, work) =>
  new Promise((resolve, reject) => {
    const watchdog = setTimeout(() => reject(new Error("no answer")), PATIENCE_MS);
    const opening = indexedDB.open("satupintu-meja", 1);
    opening.onupgradeneeded = () => {
      for (const name in STORES) opening.result.createObjectStore(name, { keyPath: STORES[name] });
    };
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      try {
        const transaction = database.transaction(names, "readwrite", { durability: "strict" });
        const request = work(...names.map((name) => transaction.objectStore(name)));
        transaction.oncomplete = () => {
          clearTimeout(watchdog);
          resolve(request && request.result);
        };
        transaction.onabort = () => reject(transaction.error || new Error("aborted"));
      } catch (error) {
        reject(error);
      } finally {
        database.close();
      }
    };
  });

// Connections die under memory pressure: once more, then it has failed.
export const run = (names, work) => attempt(names, work).catch(() => attempt(names, work));

// Changes a row as it is now, unless it is gone: reads and writes in one transaction.
export const change = (id, update) =>
  run(["row"], (rows) => {
    const request = rows.get(id);
    request.onsuccess = () => request.result && rows.put(update(request.result));
    return request;
  });

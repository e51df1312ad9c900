// What is too large for a row of the outbox: the bytes of files, in a database of their own, `satupintu-berkas`
// (migrations only add), each under the SHA-256 of its bytes. A file is here, on the disk, before any draft or row names
// it: what is named is there, and a complaint is written, stored and sent without loading its pictures
// (docs/decisions/0013).
const PATIENCE_MS = 8000;

// One transaction on a connection of its own, as in outbox.js. Resolves with the result of the request that `work` makes,
// only when it is complete.
const attempt = (work) =>
  new Promise((resolve, reject) => {
    const watchdog = setTimeout(() => reject(new Error("no answer")), PATIENCE_MS);
    const opening = indexedDB.open("satupintu-berkas", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("file", { keyPath: "sha256" });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      try {
        const transaction = database.transaction("file", "readwrite", { durability: "strict" });
        const request = work(transaction.objectStore("file"));
        transaction.oncomplete = () => {
          clearTimeout(watchdog);
          resolve(request.result);
        };
        transaction.onabort = () => reject(transaction.error || new Error("aborted"));
      } catch (error) {
        reject(error);
      } finally {
        database.close();
      }
    };
  });
const run = (work) => attempt(work).catch(() => attempt(work));

export const get = (sha256) => run((files) => files.get(sha256));
export const put = (file) => run((files) => files.put(file));
export const remove = (sha256) => run((files) => files.delete(sha256));
export const keys = () => run((files) => files.getAllKeys());
// Changes a file as it is now, unless it is gone.
export const change = (sha256, update) =>
  run((files) => {
    const request = files.get(sha256);
    request.onsuccess = () => request.result && files.put(update(request.result));
    return request;
  });
// Pages look at the shelf only where something was put on it.
export const remember = () => {
  try {
    localStorage.files = 1;
  } catch {
    // Then the service worker sends, or `/kirim`.
  }
};

const LEASE = "lease";
const LEASE_MS = 9e4;
// Without Web Locks: whether the sending is mine, for a while. A lease that reaches further than any lease is the work of
// a clock that was set back.
export const lease = async (holder) => {
  const now = Date.now();
  await run((files) => {
    const request = files.get(LEASE);
    request.onsuccess = () => {
      const held = request.result;
      const isFree = !held || held.holder == holder || held.until < now || held.until > now + LEASE_MS;
      if (isFree) files.put({ sha256: LEASE, holder, until: now + LEASE_MS });
    };
    return request;
  });
  return (await get(LEASE)).holder == holder;
};
export const release = (holder) =>
  run((files) => {
    const request = files.get(LEASE);
    request.onsuccess = () => request.result && request.result.holder == holder && files.delete(LEASE);
    return request;
  });

// Removes what no draft and no row names any more. What came within the last day may be on its way into a draft.
const A_DAY_MS = 864e5;
export const sweep = async (isNamed) => {
  for (const sha256 of await keys()) {
    if (sha256 == LEASE || isNamed(sha256)) continue;
    const file = await get(sha256);
    if (file && Math.abs(Date.now() - file.at) > A_DAY_MS) await remove(sha256);
  }
};

// Sends the files of complaints that have arrived, part by part; the server knows which parts it has, so whatever dies
// costs one part. Pages and the service worker run this, one of them at a time. Words first: those that wait are sent
// between parts.
//
// A row's `files` is what it announced. `uploads` says how far each has come (`state` as the server calls it, `parts` that
// arrived, or `lost`: its bytes are gone), `pause` when to try again; `filed` is true when nothing is left to do.
import { SMALL_PART_BYTES, isSmall, parse } from "./descriptor.js";
import { isDone, named } from "./named.js";
import * as shelf from "./shelf.js";

const LONGEST_WAIT_MS = 3e5;
const { locks } = navigator;
const channel = self.BroadcastChannel && new BroadcastChannel("outbox");

// Whether data costs nothing; undefined where the browser does not tell.
export const isFree = () => {
  const { type } = navigator.connection || {};
  return type && type != "unknown" ? /wifi|ethernet/.test(type) : undefined;
};

// Changes a row as it is now, unless it is gone, and says so to every page.
const change = async (id, update) => {
  await self.outbox.run((rows) => {
    const request = rows.get(id);
    request.onsuccess = () => request.result && rows.put({ ...request.result, ...update(request.result) });
    return request;
  });
  if (channel) channel.postMessage(0);
  self.outbox.onchange();
};

class Later extends Error {}

// Asks the server. Its answer; or `{ problem }`, when it understood and does not want it; `Later` for everything else: no
// network, a hotspot's page, a server in trouble.
const ask = async ({ code, key }, address, sha256, options = {}) => {
  const abort = new AbortController();
  const { body = "" } = options;
  const watchdog = setTimeout(() => abort.abort(), 3e4 + (body.byteLength || 0));
  try {
    const headers = { ...options.headers, Authorization: `Bearer ${key}`, "Accept-Language": self.document ? document.documentElement.lang : "id" };
    const request = { ...options, headers, cache: "no-store", redirect: "error", signal: abort.signal };
    const answer = await fetch(`/api/v1/complaints/${code}/files/${address}`, request);
    const said = await answer.json();
    if (answer.ok && said.sha256 == sha256) return said;
    if (/^4(?!08|25|29)/.test(answer.status) && /problem/.test(answer.headers.get("content-type"))) return { problem: answer.status, ...said };
    throw new Later(answer.headers.get("retry-after") || "");
  } catch (error) {
    throw error instanceof Later ? error : new Later();
  } finally {
    clearTimeout(watchdog);
  }
};

const put = (row, address, sha256, type, body) => ask(row, address, sha256, { method: "PUT", body, headers: { "Content-Type": type } });

// What the server has of this file; announces it where it was not told. Where two attempts in a row
// brought no part there, the line dies within every part of that size: it is announced again in smaller ones.
const standing = async (row, { sha256, ...about }) => {
  const found = await ask(row, sha256, sha256);
  const isStuck = row.pause?.failures > 1 && found.state == "expected" && found.part_bytes > SMALL_PART_BYTES && isSmall(about.bytes);
  if (found.problem != 404 && !isStuck) return found;
  if (isStuck) about.part_bytes = SMALL_PART_BYTES;
  return put(row, sha256, sha256, "application/json", JSON.stringify(about));
};

// Sends what is missing of one file; its final state.
const send = async (row, wanted, file, turn) => {
  const { sha256, part_bytes, bytes } = wanted;
  let known = await standing(row, wanted);
  const size = known.part_bytes || part_bytes;
  // A wrong digest means that parts were spoilt on their way: all of them once more, not for ever.
  for (let times = 0; times < 2 && known.state == "expected"; times++) {
    const had = new Set(known.parts);
    for (let n = 0; n * size < bytes && known.state == "expected"; n++) {
      if (had.has(n)) continue;
      await turn();
      known = await put(row, `${sha256}/${n}`, sha256, "application/octet-stream", file.data.slice(n * size, (n + 1) * size));
      if (known.problem) break;
      const arrived = (known.parts || []).length;
      await change(row.id, ({ uploads }) => ({ pause: 0, uploads: { ...uploads, [sha256]: { state: "expected", parts: arrived, of: Math.ceil(bytes / size) } } }));
    }
    if (known.problem == 409) known = await standing(row, wanted);
  }
  if (known.state == "expected") throw new Later();
  if (known.problem) return { state: "refused", detail: known.detail };
  // The small picture is a comfort for those who look through many: without it nothing is missing.
  if (known.state == "stored" && file.small && !known.has_thumbnail) await put(row, `${sha256}/thumbnail`, sha256, file.smallType, file.small).catch(() => {});
  return { state: known.state };
};

// The files of one row; how many of them wait for a network.
const sendRow = async (id, row, turn) => {
  let left = 0;
  let held = 0;
  for (const wanted of parse(row.files)) {
    const { sha256 } = wanted;
    if (isDone(row, sha256)) continue;
    const file = await shelf.get(sha256);
    if (file && file.wifi && !isFree()) {
      held++;
      continue;
    }
    try {
      const reached = file ? await send(row, wanted, file, turn) : { state: "lost" };
      await change(id, ({ uploads }) => ({ uploads: { ...uploads, [sha256]: reached } }));
      if (!(await named()).has(sha256)) await shelf.remove(sha256);
    } catch (error) {
      if (!(error instanceof Later)) throw error;
      left++;
      await change(id, ({ pause }) => {
        const failures = ((pause || {}).failures || 0) + 1;
        const wait = Math.min(2 ** failures * 1e3, LONGEST_WAIT_MS) * (1 + Math.random());
        const asked = error.message > 0 ? Math.min(error.message * 1e3, 36e5) : 0;
        return { pause: { tried: Date.now(), failures, wait: asked || wait } };
      });
      break;
    }
  }
  const filed = !left && !held;
  // Only what changes is told: whoever listens looks again.
  if (filed || row.held != held) await change(id, () => ({ held, filed }));
  return left;
};

const all = async (force, turn) => {
  const { run } = self.outbox;
  let left = 0;
  for (const id of await run((rows) => rows.getAllKeys())) {
    const row = await run((rows) => rows.get(id));
    if (!row || !row.receipt || !row.files || row.filed) continue;
    const since = row.pause ? Date.now() - row.pause.tried : Infinity;
    const isEarly = since >= 0 && since < row.pause?.wait && !force;
    if (isEarly) left++;
    else left += await sendRow(id, row, turn);
    // Where there is no network for one there is none for the next.
    if (left) break;
  }
  if (!left) await shelf.sweep(Set.prototype.has.bind(await named()));
  return left;
};

// The words that wait, before each part; looked for once a second at most, since that reads every row.
const A_WHILE_MS = 1e3;
const first = (texts) => {
  let looked;
  return async () => {
    const since = Date.now() - looked;
    if (since >= 0 && since < A_WHILE_MS) return;
    await texts();
    looked = Date.now();
  };
};

// Sends what is due, or with `force` also what waited for a network; gives how many files still wait for one. `texts`
// sends the words that wait. A page waits for its turn, the service worker is told that somebody else is at it.
export const upload = async (texts, force) => {
  const words = first(texts);
  if (locks) {
    const options = self.document ? {} : { ifAvailable: true };
    return locks.request("files", options, (lock) => (lock ? all(force, words) : 1));
  }
  const me = Math.random();
  const turn = async () => {
    if (!(await shelf.lease(me))) throw new Later();
    await words();
  };
  if (!(await shelf.lease(me))) return 1;
  try {
    return await all(force, turn);
  } finally {
    await shelf.release(me);
  }
};

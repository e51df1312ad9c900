// Sends what waits: as often as it takes, only as the officer who keyed it in, and believes nothing but a receipt.
import { change, run } from "./store.js";

const PATIENCE_MS = 3e4;
const LONGEST_WAIT_MS = 15e4;
const LOOK_AGAIN_MS = 5e3;
// As long as a receipt may be printed; then the reporter's key leaves this computer.
const RECEIPT_MS = 864e5;

// Who has signed in last on this computer, by the page they saw; the server checks it with every entry.
export const me = () => {
  try {
    return JSON.parse(localStorage.loket);
  } catch {
    return undefined;
  }
};
export const remember = (officer) => {
  if (officer) localStorage.loket = JSON.stringify(officer);
  else localStorage.removeItem("loket");
};
export const isMine = (row) => row.officer == (me() || {}).id;

let onchange = () => {};
let onreceipt = () => {};
export const listen = (change, receipt) => {
  onchange = () => change().catch(() => {});
  onreceipt = receipt;
};
const channel = self.BroadcastChannel ? new BroadcastChannel("loket") : { postMessage() {} };
channel.onmessage = () => onchange();
export const changed = () => {
  channel.postMessage(0);
  onchange();
};

// What an answer means for a row. Only a receipt bound to these very bytes counts as sent, only a problem document as
// refused: everything else may be a captive portal. Without a session, or with somebody else's, it waits for its officer.
const read = async (answer, row) => {
  const said = await answer.json();
  const header = (name) => answer.headers.get(name);
  if (answer.ok) {
    if (said.id != row.id || header("submission-digest") != row.digest) return {};
    // The words are the server's now, and not this computer's any more.
    const { tracking_code, received_at, verify_by, respond_by, resolve_by, zone } = said;
    return { receipt: { tracking_code, received_at, verify_by, respond_by, resolve_by, zone }, until: Date.now() + RECEIPT_MS, body: 0, values: 0, isNew: answer.status == 201 };
  }
  if (!/problem/.test(header("content-type"))) return {};
  if (answer.status == 401) return { hold: "session" };
  if (answer.status == 403) return { hold: "officer" };
  return /^4(?!08|25|29)/.test(answer.status) ? { problem: said } : {};
};

const send = async (row) => {
  const attempts = row.attempts + 1;
  const wait = Math.min(2 ** attempts * 1000, LONGEST_WAIT_MS) * (1 + Math.random());
  // A computer without room for this still sends.
  await change(row.id, (now) => ({ ...now, attempts, wait, tried: Date.now(), hold: "" })).catch(() => {});
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  let news = {};
  try {
    const headers = { "Content-Type": "application/json", "Accept-Language": row.lang };
    const answer = await fetch(row.path + row.id, { method: "PUT", body: row.body, headers, redirect: "error", signal: abort.signal });
    news = await read(answer, row);
  } catch {
    // No network: it waits.
  } finally {
    clearTimeout(timer);
  }
  const { isNew, ...rest } = news;
  await change(row.id, (now) => ({ ...now, ...rest }));
  if (news.receipt) onreceipt(isNew);
  return news;
};

const work = async (isForced) => {
  let isLeft = false;
  for (const id of await run(["row"], (rows) => rows.getAllKeys())) {
    const row = await run(["row"], (rows) => rows.get(id));
    if (row && row.receipt && !(row.until > Date.now())) await run(["row"], (rows) => rows.delete(id));
    if (!row || row.receipt || row.problem || !isMine(row)) continue;
    const since = Date.now() - (row.tried || 0);
    const isEarly = since >= 0 && since < row.wait && !isForced;
    if (isEarly) {
      isLeft = true;
      continue;
    }
    const news = await send(row).catch(() => ({}));
    changed();
    if (!news.receipt && !news.problem) isLeft = true;
    // Without a session nothing else gets through either.
    if (news.hold == "session") break;
  }
  return isLeft;
};

// One at a time in all tabs; without Web Locks in this one, where the server's idempotence has to do.
let queue = Promise.resolve();
const alone = (job) => (navigator.locks ? navigator.locks.request("loket", job) : (queue = queue.then(job, job)));
let timer;
export const drain = (isForced) =>
  alone(async () => {
    clearTimeout(timer);
    const isLeft = await work(isForced);
    if (isLeft) timer = setTimeout(() => document.hidden || drain(), LOOK_AGAIN_MS);
  }).catch(() => {});

for (const name of ["online", "pageshow", "visibilitychange"]) addEventListener(name, () => document.hidden || drain(true));

// `/kirim`: what this phone keeps, and what can be done with it.
import { progress, sendAnyway } from "./files/progress.js";
import * as shelf from "./files/shelf.js";
import { install } from "./page/install.js";

const { run, alone, drain, mintId, codeOf } = self.outbox;
const list = document.getElementById("rows");
// In several places, because no element of the server's takes more than 26 attributes.
const words = Object.assign({}, ...["rows", "row", "reply", "files"].map((id) => document.getElementById(id).dataset));
const language = document.documentElement.lang;
const prefix = language == "en" ? "/en" : "";
const REFRESH_MS = 6e4;
const HOLD_MS = 864e5;
const STEPS = ["queued", "received", "assigned", "in_progress", "closed"];
// An answer is the agency's last step, a question or a refusal the desk's.
const REACHED = { refused: 0, awaiting_reporter: 1, answered: 3, rejected: 1 };

const when = (time) =>
  new Date(time).toLocaleString(language, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
// Where complaints go; a row with another path is a reply to one, whose code stands in it.
const COMPLAINTS = "/api/v1/complaints/";
const isReply = ({ path = COMPLAINTS }) => path != COMPLAINTS;
const codeIn = (id, { path = COMPLAINTS }) => (path == COMPLAINTS ? codeOf(id) : path.slice(COMPLAINTS.length).split("/")[0]);
const kilobytes = (bytes) => (bytes / 1000).toLocaleString(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
// A row, or a draft that nobody has sent yet.
const load = async (id) => {
  const kept = await run((rows) => rows.get(id));
  const draft = await run((_, drafts) => drafts.get(id));
  // Before the first attempt there may be a change of it; then it waits for that.
  const isEdited = !!(kept && draft && !kept.attempts);
  const row = kept ? { ...kept, isEdited } : (draft && { ...draft, isDraft: true, title: draft.values.confidential ? "" : (draft.values.text || "").slice(0, 80) });
  if (!row) return;
  const code = codeIn(id, row);
  if (!isReply(row)) return { ...row, code };
  // A row's title is what was chosen; a draft has its values.
  const { command = row.title, k } = row.values || {};
  return { ...row, code, title: words[command] || words.reply_to, key: k || (await keyOf(code)) };
};
// After the receipt a reply knows its complaint's key no more; the complaint does, if it was filed here.
const keyOf = async (code) => {
  const ids = await run((rows) => rows.getAllKeys());
  const id = ids.find((id) => codeOf(id) == code);
  const row = id && (await run((rows) => rows.get(id)));
  return row && !isReply(row) && row.key;
};
const pageOf = ({ code, key }) => `${prefix}/l/${code}${key ? `?k=${key}` : ""}`;
// Changes a row as it is now, unless it is gone: reads and writes in one transaction.
const change = (id, update) =>
  run((rows) => {
    const request = rows.get(id);
    request.onsuccess = () => request.result && rows.put(update(request.result));
    return request;
  });
const stateOf = (row) => {
  if (row.isDraft) return "draft";
  // What the complaint has become since is on its own page.
  if (row.receipt) return isReply(row) ? "received" : (row.news || row.receipt).state;
  return row.problem ? "refused" : "queued";
};

const plain = ({ code, values, at, title, path }) => {
  const { text, place, landmark } = values || {};
  const chosen = isReply({ path }) ? title : null;
  return [`SatuPintu ${code}`, at && when(at), chosen, "", text, place && `\n${place}`, landmark]
    .filter((line) => line != null)
    .join("\n");
};

const facts = (row) => {
  const parts = row.at ? [`${words.written} ${when(row.at)}`] : [];
  if (row.body) parts.push(`${words.size} ± ${kilobytes(row.body.byteLength + 500)} KB`);
  if (row.body && !row.problem && row.attempts) parts.push(`${words.next} ${when(row.tried + row.wait)}`);
  if (row.news && row.news.holder) parts.push(`${words.holder} ${row.news.holder}`);
  return parts.join(" · ");
};

const problemOf = ({ problem }) => {
  const errors = problem && problem.errors;
  const said = Array.isArray(errors) ? errors.map((error) => error && error.detail).filter(Boolean) : [];
  return said.length ? said.join(" ") : words.generic;
};

const fill = (item, row) => {
  const state = stateOf(row);
  const part = (name) => item.querySelector(`[data-do=${name}]`);
  item.dataset.id = row.id;
  item.dataset.state = state;
  const title = row.title || words.confidential;
  item.querySelector("h2").textContent = title.length < 80 ? title : `${title}…`;
  item.querySelector("b").textContent = row.code;
  if (isReply(row)) item.querySelector(".soft span").textContent = words.reply_to;
  const said = item.querySelector(".state");
  const shown = row.isEdited ? words.editing : words[state] || state;
  if (said.textContent != shown) said.textContent = shown;
  item.querySelector(".facts").textContent = facts(row);
  const files = item.querySelector(".files");
  const far = progress(row, words);
  if (files.textContent != far) files.textContent = far;
  files.hidden = !far;
  part("now").hidden = !row.held;
  const problem = item.querySelector(".problem");
  problem.hidden = !row.problem;
  problem.textContent = row.problem ? problemOf(row) : "";
  const reached = REACHED[state] === undefined ? STEPS.indexOf(state) : REACHED[state];
  for (const step of item.querySelectorAll("[data-step]")) {
    const at = STEPS.indexOf(step.dataset.step);
    step.classList.toggle("done", at <= reached);
  }
  const isWaiting = !row.receipt && !row.problem && !row.isDraft;
  part("send").hidden = !isWaiting;
  // The page of a reply is not kept for the time without a network.
  const isOutOfReach = isReply(row) && !navigator.onLine;
  part("edit").hidden = isOutOfReach || !(row.problem || row.isDraft || (isWaiting && !row.attempts));
  if (row.isDraft) part("edit").textContent = words.go_on;
  item.querySelector(".steps").hidden = row.isDraft || isReply(row);
  item.querySelector(".code").parentElement.hidden = row.isDraft && !isReply(row);
  if (row.problem) part("edit").textContent = words.edit_new;
  part("receipt").hidden = !row.receipt;
  part("receipt").href = isReply(row) ? pageOf(row) : `${prefix}/l/${row.code}/tanda-terima?k=${row.key}`;
  if (isReply(row)) part("receipt").textContent = words.see;
  part("file").hidden = !row.values && !row.receipt;
  // A reply is nothing that others could pass on.
  item.querySelector("details").hidden = !!row.receipt || isReply(row);
  item.querySelector(".private").hidden = !(row.values && row.values.confidential);
  const text = encodeURIComponent(plain(row));
  part("whatsapp").href = `https://wa.me/?text=${text}`;
  part("sms").href = `sms:?body=${text}`;
};

// Sends files (files.js).
const files = () => import("__FILES_JS__");

// A row that may be on its way right now is left alone until that is over.
const actions = {
  // This one whatever it waits for; the others as their time has come.
  send: async (id) => {
    const { isEdited } = (await load(id)) || {};
    if (isEdited && !confirm(words.drop_change)) return;
    if (isEdited) await run((_, drafts) => drafts.delete(id), "strict");
    await change(id, (row) => (row.receipt ? row : { ...row, wait: 0 }));
    await drain(2);
  },
  // Whatever the files wait for.
  now: async (id) => {
    await sendAnyway(await load(id), shelf);
    await (await files()).go(1);
  },
  edit: async (id) => {
    const row = await load(id);
    // It may have left while the finger was on its way.
    if (!row || row.receipt || (row.attempts && !row.problem)) return;
    const go = (draft) => (location.href = `${isReply(row) ? pageOf(row) : `${prefix}/lapor`}#${draft}`);
    if (row.isEdited || row.isDraft) return go(id);
    // What was refused is mended as a complaint of its own. What waits is held for a day, so that its old words do not
    // leave meanwhile; then it goes as it was.
    if (!row.problem) await change(id, (row) => ({ ...row, tried: Date.now(), wait: HOLD_MS, held: 2 }));
    const draft = { id: row.problem ? mintId() : id, path: row.path };
    draft.values = { ...row.values, id: draft.id };
    await run((rows, drafts) => (row.problem ? rows.delete(id) : rows) && drafts.put(draft), "strict");
    go(draft.id);
  },
  remove: async (id) => {
    const row = await load(id);
    if (!row) return;
    const fate = row.receipt ? "remove_sent" : row.attempts ? "remove_unknown" : "remove_waiting";
    if (!confirm(words[isReply(row) ? `reply_${fate}` : fate])) return;
    await run((rows, drafts) => drafts.delete(id) && rows.delete(id), "strict");
    document.querySelector("h1").focus();
  },
  file: async (id) => {
    const row = await load(id);
    const link = row.receipt ? `\n\n${location.origin}${pageOf(row)}` : "";
    const file = document.createElement("a");
    file.href = URL.createObjectURL(new Blob([plain(row) + link], { type: "text/plain" }));
    file.download = `SatuPintu-${row.code}.txt`;
    file.click();
    setTimeout(() => URL.revokeObjectURL(file.href), 6e4);
  },
};
list.addEventListener("click", async (event) => {
  const action = event.target.dataset.do;
  const item = event.target.closest("[data-id]");
  if (!item || !actions[action]) return;
  const work = () => actions[action](item.dataset.id);
  // Not `disabled`: that would take the focus away.
  if (event.target.ariaDisabled) return;
  event.target.ariaDisabled = "true";
  const busy = setTimeout(() => (item.querySelector(".state").textContent = words.busy), 300);
  try {
    await (/edit|remove/.test(action) ? alone(async () => (clearTimeout(busy), work())) : work());
  } finally {
    clearTimeout(busy);
    event.target.ariaDisabled = null;
    if (others) others.postMessage(0);
    show();
  }
});

const broken = document.getElementById("broken");
const others = self.BroadcastChannel && new BroadcastChannel("outbox");
let isShowing;
let isStale;
const show = async () => {
  isStale = true;
  if (isShowing) return;
  isShowing = true;
  try {
    await draw();
    broken.hidden = true;
  } catch {
    broken.hidden = false;
  }
  isShowing = false;
};
const draw = async () => {
  while (isStale) {
    isStale = false;
    let waiting;
    const ids = await run((rows) => rows.getAllKeys());
    for (const id of await run((_, drafts) => drafts.getAllKeys())) if (!ids.includes(id)) ids.push(id);
    ids.sort().reverse();
    const items = new Map([...list.children].map((item) => [item.dataset.id, item]));
    let at = 0;
    for (const id of ids) {
      const row = await load(id);
      if (!row) continue;
      if (row.receipt && row.files && !row.filed) waiting = true;
      const item = items.get(id) || document.getElementById("row").content.firstElementChild.cloneNode(true);
      items.delete(id);
      fill(item, row);
      // Moving a row would take the focus from its buttons.
      if (list.children[at] != item) list.insertBefore(item, list.children[at]);
      at++;
    }
    for (const gone of items.values()) gone.remove();
    document.getElementById("empty").hidden = ids.length > 0;
    if (ids.length) install();
    if (waiting) files().then(({ go }) => go(), () => {});
  }
};

// Asks how own complaints stand: a few bytes each when nothing has changed (RFC 9110, If-None-Match).
const refresh = async () => {
  if (document.hidden) return;
  for (const id of await run((rows) => rows.getAllKeys())) {
    const row = await run((rows) => rows.get(id));
    if (!row || isReply(row) || !row.receipt || (row.news && row.news.state == "closed")) continue;
    if (Math.abs(Date.now() - row.asked) < REFRESH_MS) continue;
    const headers = { Authorization: `Bearer ${row.key}` };
    if (row.etag) headers["If-None-Match"] = row.etag;
    const answer = await fetch(`/api/v1/complaints/${row.code}`, { headers, cache: "no-store" });
    // A server that wants to be left alone is; the next look asks.
    if (answer.status == 429 || answer.status >= 500) return;
    const news = answer.ok && (await answer.json());
    const isNews = news && news.tracking_code == row.code;
    const learnt = isNews ? { news, etag: answer.headers.get("etag") } : {};
    await change(id, (now) => ({ ...now, asked: Date.now(), ...learnt }));
    if (news) show();
  }
};

const storage = async () => {
  const isKept = navigator.storage && navigator.storage.persisted && (await navigator.storage.persisted());
  document.getElementById("kept").textContent = isKept ? words.kept : words.not_kept;
  const ask = document.getElementById("notify");
  if (!self.SyncManager || !self.Notification || Notification.permission != "default") return;
  ask.hidden = false;
  ask.firstElementChild.onclick = async () => {
    await Notification.requestPermission();
    ask.hidden = true;
  };
};

document.getElementById("offline").hidden = location.pathname == `${prefix}/kirim`;
self.outbox.onchange = show;
for (const type of ["pageshow", "visibilitychange", "online"])
  addEventListener(type, () => {
    show();
    refresh().catch(() => {});
  });
show();
refresh().catch(() => {});
storage();

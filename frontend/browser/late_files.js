// Files that come after the words: made small on this phone before anything is sent, shown with what they cost. Where this
// phone filed the complaint, they go on the shelf and in parts like the first ones, also without a network; elsewhere
// the plain form sends them. The page loads this when somebody touches that form (page/late_files.js).
import { describe, parse } from "./files/descriptor.js";
import * as shelf from "./files/shelf.js";
import { IN_PARTS, cost, intake, kilobytes, noun, source } from "./photos/intake.js";
import { stop } from "./photos/shrinker.js";

const SIDE = 1024;
// What the plain form may carry (domain::attachment).
const BY_FORM = { application: 8 * 2 ** 20, audio: 8 * 2 ** 20 };
// Most files of one reporter.
const MOST = 5;

const form = document.querySelector("form[data-most]");
const { photo: input, k } = form.elements;
const words = form.dataset;
const button = form.querySelector("button");
const status = form.querySelector("[role=status]");
const list = Object.assign(document.createElement("ul"), { className: "bare" });
const total = Object.assign(document.createElement("p"), { className: "soft" });
status.before(list, total);

// The complaint as this phone keeps it, if it was filed here and has arrived.
const [, code] = /\/l\/([0-9A-Z-]{16})\/berkas/.exec(form.action) || [];
const rowHere = async () => {
  if (!code || !self.outbox) return;
  const { run } = self.outbox;
  for (const id of await run((rows) => rows.getAllKeys())) {
    const row = await run((rows) => rows.get(id));
    if (row && row.code == code && row.key == k.value && row.path == "/api/v1/complaints/" && row.receipt) return row;
  }
};

// What was taken in: as `intake` gives it.
let items = [];
// Where the browser lets nobody fill its field, it keeps what was picked as it is.
const put = () => {
  const transfer = new DataTransfer();
  for (const { file } of items) transfer.items.add(file);
  input.files = transfer.files;
};
const show = () => {
  list.replaceChildren(
    ...items.map(({ type, bytes, small, smallType }, at) => {
      const item = document.createElement("li");
      if (small) item.append(Object.assign(new Image(), { alt: "", src: source(smallType, small) }), " ");
      item.append(`${noun(type, words)} ${at + 1} · ${kilobytes(bytes)}`);
      return item;
    }),
  );
  total.textContent = items.length ? words.total.replace("{}", cost(items)) : "";
};

const take = async (files) => {
  const row = await rowHere().catch(() => {});
  const gone = Object.entries((row && row.uploads) || {}).filter(([, { state }]) => /refused|lost/.test(state));
  const kept = row ? parse(row.files).length - gone.length : 0;
  const room = row ? Math.min(words.most, MOST - kept) : +words.most;
  const problems = [];
  const taken = [];
  for (const file of files) {
    if (taken.length >= room) {
      problems.push(words.too_many.replace("{}", room));
      break;
    }
    try {
      const made = await intake(file, SIDE, row ? IN_PARTS : BY_FORM);
      if (taken.some(({ sha256 }) => sha256 == made.sha256)) continue;
      // Named as what it is now; a name tells more than its sender wants.
      const name = `${noun(made.type, words)} ${taken.length + 1}`;
      taken.push({ ...made, file: new File([made.data], name, { type: made.type }) });
    } catch (error) {
      problems.push(`${file.name}: ${words[error] || words.unreadable}`);
    }
  }
  items = taken;
  put();
  show();
  status.textContent = problems.join(" ");
};

// On the shelf before the row names it.
const keep = async (row) => {
  const fresh = items.filter(({ sha256 }) => !parse(row.files).some((old) => old.sha256 == sha256));
  for (const { file, ...made } of items) await shelf.put({ ...made, wifi: false, at: Date.now() });
  shelf.remember();
  const texts = fresh.map(describe);
  await self.outbox.run((rows) => {
    const request = rows.get(row.id);
    request.onsuccess = () => {
      const { files, uploads = {}, ...rest } = request.result || row;
      // What was lost and is here again is sent again.
      for (const { sha256 } of items) if (/lost/.test((uploads[sha256] || {}).state)) delete uploads[sha256];
      rows.put({ ...rest, uploads, files: [files, ...texts].filter(Boolean).join(" "), filed: false, pause: 0 });
    };
    return request;
  }, "strict");
};

// One thing after another; whoever sends meanwhile waits for it.
let waiting;
const work = (job) => {
  form.ariaBusy = "true";
  const mine = (waiting = job()
    .catch(() => (status.textContent = words.unreadable))
    .then(() => {
      if (waiting != mine) return;
      waiting = 0;
      form.ariaBusy = "false";
      stop();
    }));
  return mine;
};
let isPlain;
// In a task of its own: a form that is being submitted does not listen.
const press = () => setTimeout(() => button.click());
const hold = (event) => {
  if (event.target != form || isPlain) return;
  if (!waiting && !items.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (waiting) return waiting.then(press);
  work(async () => {
    const row = await rowHere().catch(() => {});
    try {
      if (!row) throw row;
      await keep(row);
    } catch {
      // Nothing is kept here, or nothing fits: then as a plain form.
      isPlain = true;
      return press();
    }
    items = [];
    form.reset();
    show();
    status.textContent = words.stored;
    // Not waited for: whoever adds more meanwhile may.
    import("__FILES_JS__").then(({ go }) => go(1), () => {});
  });
};
// Before anybody else, hence the capture.
addEventListener("submit", hold, true);
// Who comes back with the browser's button sends anew.
addEventListener("pageshow", () => (isPlain = false));

// Takes in what stands in the field.
export const add = () => {
  const files = [...input.files];
  status.textContent = words.busy;
  try {
    new DataTransfer();
  } catch {
    status.textContent = "";
    return Promise.resolve();
  }
  return work(() => take(files));
};

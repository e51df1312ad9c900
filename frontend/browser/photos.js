// The files of a complaint while it is written: taken in one at a time, made small, kept on the phone, shown with what
// they will cost. The page loads this when somebody touches the picker (page/picker.js). What is attached stands in the
// form's hidden field `files`, so drafts and the outbox carry it like any other word.
import { describe, parse } from "./files/descriptor.js";
import { named } from "./files/named.js";
import * as shelf from "./files/shelf.js";
import { HEAD_BYTES, circumstances } from "./photos/header.js";
import { IN_PARTS, cost, intake, kilobytes, noun, source } from "./photos/intake.js";
import { stop } from "./photos/shrinker.js";
import { canRecord, record } from "./photos/voice.js";

const MOST = 5;
const SIDE = 1024;
const SHARP_SIDE = 1600;
// Where the phone has no room for more.
const LAST_SIDE = 640;

const picker = document.getElementById("photo-picker");
const { form } = document.getElementById("text");
const words = picker.dataset;
const field = form.elements.files;

const make = (name, attributes, ...children) => {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...children);
  return element;
};
const button = (text, onclick) => make("button", { type: "button", className: "plain", onclick }, text);
const box = (id, text, onchange) => {
  const input = make("input", { type: "checkbox", id, onchange });
  picker.append(make("label", { className: "c" }, input, make("span", {}, text)));
  return input;
};
const list = make("ul", { className: "bare" });
const total = make("p", { className: "soft" });
const status = picker.querySelector("[role=status]");
const say = (text) => (status.textContent = text);
picker.append(list, total);
const place = box("photo-place", words.place, () => (place.checked ? tell(items) : untell()));
const sharp = box("photo-sharp", words.sharp, () => work(again));
const wifi = box("photo-wifi", words.wifi, () => items.map(({ sha256 }) => shelf.change(sha256, (file) => ({ ...file, wifi: wifi.checked }))));

// What is attached: `{ sha256, type, bytes, text, small, smallType }`, and `file` as long as the page lives.
let items = [];

const show = () => {
  list.replaceChildren(
    ...items.map((item, at) => {
      const name = `${noun(item.type, words)} ${at + 1}`;
      const remove = button(words.remove, () => work(() => leave(item)));
      remove.setAttribute("aria-label", `${words.remove} ${name}`);
      const preview = item.small ? [make("img", { alt: "", src: source(item.smallType, item.small) })] : [];
      return make("li", { className: "row" }, ...preview, make("span", {}, `${name} · ${kilobytes(item.bytes)}`), remove);
    }),
  );
  total.textContent = items.length ? words.total.replace("{}", cost(items)) : "";
};
// Into the form, and from there into the draft, at once.
const keep = () => {
  field.value = items.map(({ text }) => text).join(" ");
  form.dispatchEvent(new Event("input"));
  self.outbox.save();
  show();
};

// Where and when: into fields that are empty, and out of them again.
const told = {};
const put = (name, value) => {
  const input = form.elements[name];
  if (!input || !value || input.value) return;
  input.value = told[name] = value;
};
const tell = async (asked) => {
  for (const { file } of asked) {
    if (!file) continue;
    const found = circumstances(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
    if (found.lat && !form.elements.lat.value) put("lat", found.lat), put("lon", found.lon);
    put("occurred_on", found.day);
  }
  const isTold = told.lat || told.occurred_on;
  if (isTold) form.elements.occurred_on.closest("details").open = true;
  say(isTold ? words.told : asked.length ? words.untold : "");
  form.dispatchEvent(new Event("input"));
};
const untell = () => {
  for (const name in told) {
    const input = form.elements[name];
    if (input.value == told[name]) input.value = "";
    delete told[name];
  }
  form.dispatchEvent(new Event("input"));
};

// On the disk before anything names it.
const store = async (file, side) => {
  const { data, ...made } = await intake(file, side, IN_PARTS);
  await shelf.put({ ...made, data, wifi: wifi.checked, at: Date.now() });
  shelf.remember();
  return { ...made, text: describe(made), file };
};
const take = async (file) => {
  const side = sharp.checked ? SHARP_SIDE : SIDE;
  try {
    return await store(file, side);
  } catch (error) {
    if (typeof error == "string") throw error;
    // No room: what can be made smaller is.
    return store(file, LAST_SIDE).catch((error) => {
      throw typeof error == "string" ? error : "full";
    });
  }
};
const discard = async (sha256) => {
  if (!(await named()).has(sha256)) await shelf.remove(sha256);
};
const leave = async (item) => {
  items = items.filter((other) => other != item);
  keep();
  (list.querySelector("button") || picker.querySelector("button")).focus();
  await discard(item.sha256);
};
// With another size, as long as the page still has what was picked.
const again = async () => {
  for (const item of [...items]) {
    if (!item.file || !/^image/.test(item.type)) continue;
    say(words.busy);
    const other = await take(item.file).catch(() => item);
    if (other.sha256 == item.sha256) continue;
    items = items.map((old) => (old == item ? other : old));
    keep();
    await discard(item.sha256);
  }
  say("");
};
const takeAll = async (files) => {
  const problems = [];
  const fresh = [];
  for (const file of files) {
    if (items.length >= MOST) {
      problems.push(words.too_many.replace("{}", MOST));
      break;
    }
    say(words.busy);
    try {
      const item = await take(file);
      if (items.some(({ sha256 }) => sha256 == item.sha256)) continue;
      items = [...items, item];
      fresh.push(item);
      keep();
    } catch (error) {
      problems.push(`${file.name || words.voice}: ${words[error] || words.unreadable}`);
    }
  }
  say("");
  if (place.checked) await tell(fresh);
  if (problems.length) say(problems.join(" "));
};

// One thing after another; whoever sends meanwhile waits for it.
let queue = Promise.resolve();
let waiting = 0;
const work = (job) => {
  waiting++;
  picker.ariaBusy = "true";
  queue = queue
    .then(job)
    .catch(() => say(words.unreadable))
    .then(() => {
      if (--waiting) return;
      picker.ariaBusy = "false";
      stop();
    });
  return queue;
};
let isHeld;
const hold = (event) => {
  if (!waiting) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say(words.busy);
  if (isHeld) return;
  isHeld = true;
  const go = form.querySelector("button:not([type=button])");
  const send = () => (waiting ? queue.then(send) : ((isHeld = false), go.click()));
  send();
};
// Before the outbox takes it, hence the capture.
addEventListener("submit", hold, true);
form.addEventListener("reset", () => {
  items = [];
  field.value = "";
  show();
});

// What was picked, or recorded.
export const add = (files) => work(() => takeAll(files));
// What a draft brought back. What this phone no longer has is no longer attached.
export const restore = () =>
  work(async () => {
    const wanted = field.value.split(" ").filter(Boolean);
    if (wanted.join(" ") == items.map(({ text }) => text).join(" ")) return;
    const found = [];
    for (const text of wanted) {
      const [about] = parse(text);
      const { small, smallType, wifi: isForWifi } = (await shelf.get(about.sha256).catch(() => {})) || {};
      if (isForWifi === undefined) continue;
      found.push({ ...about, text, small, smallType });
      wifi.checked = wifi.checked || isForWifi;
    }
    items = found;
    keep();
  });
// What another app shared waits on the shelf under these names.
export const collect = (names) =>
  work(async () => {
    for (const name of names) {
      const shared = await shelf.get(name);
      if (!shared) continue;
      await takeAll([shared.file]);
      await shelf.remove(name);
    }
  });
// The phone has no room for the words: then without files. True where there were any.
export const giveUp = async () => {
  const had = items;
  items = [];
  keep();
  for (const { sha256 } of had) await shelf.remove(sha256).catch(() => {});
  say(words.dropped);
  return had.length > 0;
};

if (canRecord) {
  let running;
  const recorder = button(words.record, async () => {
    if (running) return running.stop();
    try {
      running = await record();
    } catch {
      return say(words.no_microphone);
    }
    recorder.textContent = words.stop;
    const file = await running.done;
    running = 0;
    recorder.textContent = words.record;
    await add([file]);
  });
  picker.querySelector(".row").append(recorder);
}

// The app around the pages: the service worker, the rest of the install when there is data to spare, the badge.

import { isFrugal } from "./connection.js";
import "./late_files.js";
import { collect, giveUp } from "./picker.js";

const { serviceWorker } = navigator;
const idle = self.requestIdleCallback || ((work) => setTimeout(work, 2000));
const { dataset, lang } = document.documentElement;

// A page that answers a form gets the address under which it can be found again.
if (dataset.address) history.replaceState(null, "", dataset.address);

if (serviceWorker) {
  const register = async () => {
    await serviceWorker.register("/sw.js", { updateViaCache: "none" });
    const { active } = await serviceWorker.ready;
    // What can be sent without an open page is said so (styles/form.css).
    if (self.SyncManager) dataset.sync = "";
    if (lang == "en") active.postMessage(1);
    // Who is frugal gets the shell only, in the language it is read in. Not while it is still loading what it was asked
    // for a moment ago.
    if (isFrugal || Math.abs(Date.now() - localStorage.asked) < 6e5) return;
    localStorage.asked = Date.now();
    idle(() => [1, 2].map((phase) => active.postMessage(phase)));
  };
  const start = () => idle(() => register().catch(() => {}));
  document.readyState == "complete" ? start() : addEventListener("load", start);
}

// A phone that cannot keep a complaint keeps it without its files; one that cannot even do that sends it as a plain form,
// unless that would lose it.
if (self.outbox)
  self.outbox.onlost = async (form) => {
    if (await giveUp(form).catch(() => {})) {
      form.dataset.busy = "";
      return form.querySelector("button:not([type=button])").click();
    }
    fetch(form.action, { method: "HEAD" }).then(
      () => form.submit(),
      () => {
        const saved = document.getElementById("saved");
        saved.dataset.state = "unsaved";
        saved.hidden = false;
        saved.focus();
        form.dataset.busy = "";
      },
    );
  };

// The server shows what to mend beside the words; until it takes them they are a draft again, of an id of its own: nobody
// else's words are under that one.
if (self.outbox)
  self.outbox.onrefused = async (form, row, fill) => {
    const { id } = row;
    row.id = row.values.id = self.outbox.mintId();
    await self.outbox.run((rows, drafts) => rows.delete(id) && drafts.put(row), "strict");
    fill(row.values);
    form.submit();
  };

// Without words the plain form asks the server what is missing; without a network there is nobody to ask.
addEventListener("submit", (event) => {
  const words = event.target.querySelector("[required]");
  if (navigator.onLine || !words || words.value.trim()) return;
  event.preventDefault();
  words.focus();
});

// A reply that the server would send back is not kept for days first: the chosen option names what must not be empty,
// the form what to say about it. Before the outbox takes it, hence the capture.
const hold = (event) => {
  const { target: form } = event;
  const option = form.command && form.command.selectedOptions && form.command.selectedOptions[0];
  const needs = (option && option.dataset.needs) || "";
  const name = needs.split(" ").find((name) => name && form[name] && !form[name].value.trim());
  if (!name) return;
  event.preventDefault();
  event.stopPropagation();
  const field = form[name][0] || form[name];
  field.setCustomValidity(form.dataset[name]);
  field.reportValidity();
  form.addEventListener("input", () => field.setCustomValidity(""), { once: true });
};
addEventListener("submit", hold, true);

// From the first complaint on there is something to lose: then, not before, the browser is asked to keep it.
const { storage } = navigator;
if (storage && storage.persist) addEventListener("submit", () => storage.persist());

// Files go after the words (files.js); only where there are any is that loaded.
const send = (force) => {
  try {
    if (localStorage.files) import("__FILES_JS__").then(({ go }) => go(force), () => {});
  } catch {
    // Then the service worker sends them.
  }
};
if (self.outbox) {
  self.outbox.send = send;
  for (const type of ["online", "pageshow", "visibilitychange"]) addEventListener(type, () => document.hidden || send(1));
}

// How many complaints still wait, on the icon of the installed app.
const waiting = async () => {
  let count = 0;
  const { run } = self.outbox;
  for (const id of await run((rows) => rows.getAllKeys())) {
    const row = await run((rows) => rows.get(id));
    if (row && !row.receipt) count++;
  }
  return count;
};
if (navigator.setAppBadge)
  addEventListener("visibilitychange", () => {
    if (!document.hidden || !self.outbox) return;
    waiting()
      .then((count) => navigator.setAppBadge(count))
      .catch(() => {});
  });

// A receipt that came from the plain form: what was its draft is sent. Its files are still here, and are sent as if the
// outbox had sent the words.
const [, code] = /\/l\/([0-9A-Z-]{16})\/tanda-terima/.exec(location.pathname) || [];
(async () => {
  const { run, codeOf } = self.outbox;
  if (!code) return;
  for (const id of await run((_, drafts) => drafts.getAllKeys())) {
    if (code != codeOf(id)) continue;
    const { path, values } = await run((_, drafts) => drafts.get(id));
    const row = { ...arrived(id, new URLSearchParams(location.search).get("k"), code), path, files: values.files };
    await run((rows, drafts) => drafts.delete(id) && (values.files ? rows.put(row) : drafts.delete(id)), "strict");
  }
})()
  .catch(() => {})
  .then(() => send());

// What this phone did not send, as if it had.
function arrived(id, key, code) {
  return { id, key, path: "/api/v1/complaints/", code, title: "", at: Date.now(), attempts: 1, body: 0, values: 0, receipt: { state: "received" } };
}

// The code on a receipt of the counter: whoever scans it with a phone finds the case among their own (`/kirim`), as if it
// had been filed there. The fragment is on paper only, so that a link that was passed on stores nothing.
const [, claimed] = /\/l\/([0-9A-Z-]{16})$/.exec(location.pathname) || [];
if (claimed && location.hash == "#simpan" && document.querySelector("a[href*='/tanda-terima?k=']")) {
  const key = new URLSearchParams(location.search).get("k");
  (async () => {
    const { run, codeOf } = self.outbox;
    // The last sixty bits of its id are the code (docs/decisions/0001); of the others this phone knows nothing.
    const digits = [...claimed.replace(/-/g, "").slice(0, 12)].map((digit) => "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(digit));
    const bits = digits.map((digit) => digit.toString(2).padStart(5, 0)).join("");
    const hex = bits.replace(/.{4}/g, (four) => parseInt(four, 2).toString(16));
    const id = `00000000-0000-7000-8${hex.slice(0, 3)}-${hex.slice(3)}`;
    const ids = await run((rows) => rows.getAllKeys());
    const row = arrived(id, key, claimed);
    if (!ids.some((id) => codeOf(id) == claimed)) await run((rows) => rows.put(row), "strict");
    history.replaceState(null, "", location.pathname + location.search);
  })().catch(() => {});
}

// What came from another app is not what the citizen wrote: that is said where its words stand. Its pictures are taken in.
const note = document.getElementById("shared");
const story = document.getElementById("text");
if (note && story) {
  const look = async () => {
    const draft = await self.outbox.run((_, drafts) => drafts.get(story.form.id.value)).catch(() => {});
    if (!draft || !draft.photos || !note.hidden) return;
    note.hidden = false;
    collect(draft.photos);
  };
  story.form.addEventListener("input", look);
  look();
}

// A reply kept on this phone may name what can no longer be done: its words are shown all the same, and why.
const act = document.querySelector("form.act");
const vanished = document.getElementById("vanished");
if (act && vanished) {
  const look = () => {
    vanished.hidden = !!act.command.value || !act.text.value;
    act.classList.toggle("lost", !vanished.hidden);
  };
  act.addEventListener("input", look);
  look();
}

if (document.getElementById("rows")) import("__OUTBOX_PAGE_JS__");

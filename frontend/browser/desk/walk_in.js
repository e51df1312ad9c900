// The counter: what is keyed in is on this computer before anything is said or sent (docs/decisions/0011). On the other
// pages of the desk it only sends what still waits.
import { keepShell } from "./walk_in/shell.js";
import { drain, listen, me, remember } from "./walk_in/sending.js";
import { showRows } from "./walk_in/rows.js";
import { fillSlip, slipOf } from "./walk_in/slip.js";
import { run } from "./walk_in/store.js";
import { base64, codeOf, mintId, mintKey } from "./walk_in/ticket.js";

const SAVE_AFTER_MS = 250;
// Clocks of offices are not exact; the server allows as much.
const AHEAD_MS = 6e5;
const OFFSETS = { WIB: "+07:00", WITA: "+08:00", WIT: "+09:00" };

const form = document.querySelector("[data-walk-in]");
const at = (id) => document.getElementById(id);

// What a script can do is offered only where one runs.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.onclick = () => print();
}
for (const hint of document.querySelectorAll("[data-unscripted]")) hint.hidden = true;

if (form) counter();
else drain();

function counter() {
  const { dataset } = form;
  const texts = at("here").dataset;
  const isShell = !dataset.officer;
  const say = (words) => {
    at("trouble").textContent = words || "";
    at("trouble").hidden = !words;
  };
  at("promise").hidden = false;
  if (isShell) {
    say(texts.offline);
    at("officer").textContent = (me() || {}).name || "–";
    // The stand-in knows the time only by this computer.
    const now = new Date();
    const two = (number) => String(number).padStart(2, 0);
    form.said_on.value = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    form.said_time.value = `${two(now.getHours())}:${two(now.getMinutes())}`;
    form.zone.value = { "-480": "WITA", "-540": "WIT" }[now.getTimezoneOffset()] || "WIB";
  } else {
    remember({ id: dataset.officer, name: at("officer").textContent });
    keepShell();
  }

  // Every tab writes an entry of its own; the tab that holds a draft keeps its name locked for as long as it lives.
  const { locks } = navigator;
  const claim = (id) =>
    !locks ||
    new Promise((done) =>
      locks.request(`loket-${id}`, { ifAvailable: true }, (lock) => done(!!lock) || (lock && new Promise(() => {}))),
    );
  const renew = async () => {
    form.id.value = mintId();
    form.access_key.value = mintKey();
    await claim(form.id.value);
  };
  const values = () => Object.fromEntries(new FormData(form));
  const fill = (kept) => {
    for (const [name, value] of Object.entries(kept)) {
      const field = form.elements[name];
      if (!field) continue;
      if (field.type == "checkbox") field.checked = true;
      else {
        // A date field shows nothing but dates.
        if (/^(date|time)$/.test(field.type) && value && ((field.value = value), field.value != value)) field.type = "text";
        field.value = value;
      }
    }
  };

  let pending;
  let isBusy = false;
  const hasWords = () => ["text", "name", "phone", "email", "place", "landmark"].some((name) => form.elements[name].value.trim());
  const save = () => {
    clearTimeout(pending);
    pending = 0;
    const officer = me();
    if (isBusy || !officer) return;
    const draft = { id: form.id.value, officer: officer.id, values: values() };
    run(["draft"], (drafts) => (hasWords() ? drafts.put(draft) : drafts.delete(draft.id))).catch(() => {});
  };
  form.addEventListener("input", () => {
    pending = pending || setTimeout(save, SAVE_AFTER_MS);
  });
  addEventListener("visibilitychange", () => document.hidden && pending && save());
  addEventListener("pagehide", () => pending && save());

  // What was being written when the page died, unless the server has just sent words back.
  const restore = async () => {
    const officer = me();
    if (hasWords() || document.querySelector("[role=alert][autofocus]") || !officer) return;
    for (const id of (await run(["draft"], (drafts) => drafts.getAllKeys())).reverse()) {
      const draft = await run(["draft"], (drafts) => drafts.get(id));
      if (draft && draft.officer == officer.id && (await claim(id)) && !hasWords()) {
        fill(draft.values);
        form.id.value = draft.id;
        return;
      }
    }
  };
  const ready = (async () => {
    // An id that was used comes back with the browser's Back button: its entry is not overwritten.
    const isUsed = form.id.value && (await run(["row"], (rows) => rows.get(form.id.value)));
    if (!form.id.value || isUsed) await renew();
    else await claim(form.id.value);
    await restore();
  })().catch(() => {});

  let shown;
  // What became of the entry whose receipt is shown: kept, then sent or refused.
  const tell = (row) => {
    const words = row && `${row.receipt ? `${texts.sent}:` : row.problem ? texts.refused : texts.kept} ${row.code}`;
    at("stored").hidden = !row;
    // The same words again would be read out again.
    if (row && at("said").textContent != words) at("said").textContent = words;
  };
  const show = async (row) => {
    shown = row.id;
    tell(row);
    const slip = slipOf(row);
    at("slip").replaceChildren(slip);
    await fillSlip(slip, row);
  };
  const refresh = async () => {
    const row = shown && (await run(["row"], (rows) => rows.get(shown)));
    const slip = at("slip").firstElementChild;
    if (shown) tell(row);
    if (row && slip) await fillSlip(slip, row);
    await showRows({
      show: async (row) => {
        await show(row);
        at("slip").focus();
      },
      mend: async (row) => {
        // Words in the form wait as a draft; what was refused comes under a new number.
        save();
        form.reset();
        await renew();
        fill({ ...row.values, id: form.id.value, access_key: form.access_key.value });
        await run(["row", "draft"], (rows, drafts) => rows.delete(row.id) && drafts.put({ id: form.id.value, officer: row.officer, values: values() }));
        say((row.problem.errors || []).map(({ detail }) => detail).join(" "));
        form.elements.text.focus();
      },
    });
  };
  // A receipt counts once, in the tab that sent it.
  listen(refresh, (isNew) => {
    const count = at("count");
    if (count && isNew) count.textContent = Number(count.textContent) + 1;
  });

  // What the server would send back is said at once; it decides all the same.
  const wrong = () => {
    const { said_on: day, said_time: time, zone, text } = form.elements;
    if (!day.value) return [day, dataset.missing];
    const moment = Date.parse(`${day.value}T${time.value || "00:00"}${OFFSETS[zone.value]}`);
    if (moment > Date.now() + AHEAD_MS) return [day, dataset.future];
    if (!text.value.trim()) return [text, dataset.wordless];
  };

  form.addEventListener("submit", async (event) => {
    if (form.dataset.plain) return;
    event.preventDefault();
    if (isBusy) return;
    const mistake = wrong();
    if (mistake) {
      say(mistake[1]);
      return mistake[0].focus();
    }
    const officer = me();
    if (!officer) return say(texts.nobody);
    isBusy = true;
    form.setAttribute("aria-busy", "true");
    try {
      await ready;
      const { id, ...rest } = values();
      if (!rest.access_key) rest.access_key = form.access_key.value = mintKey();
      for (const name in rest) rest[name] || delete rest[name];
      const body = JSON.stringify({ v: 1, operator: officer.id, ...rest });
      const digest = base64(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body)));
      const row = {
        id,
        code: codeOf(id),
        key: rest.access_key,
        officer: officer.id,
        name: officer.name,
        path: dataset.walkIn,
        lang: document.documentElement.lang,
        body,
        digest,
        values: rest,
        at: Date.now(),
        slipLanguage: rest.receipt_language,
        attempts: 0,
        wait: 0,
      };
      // Invariant: complete, on the disk, before anybody is told that it is safe. What was frozen never changes.
      await run(["row", "draft"], (rows, drafts) => {
        rows.add(row);
        return drafts.delete(id);
      });
      say("");
      await show(row);
      // The next one: channel and day stay.
      const kept = ["channel", "said_on", "said_time", "zone", "receipt_language"].map((name) => [name, form.elements[name].value]);
      form.reset();
      fill(Object.fromEntries(kept));
      for (const name of ["text", "place", "landmark", "occurred_on", "name", "phone", "email"]) form.elements[name].value = "";
      form.anonymous.checked = form.confidential.checked = false;
      for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
      for (const error of document.querySelectorAll(".e, [role=alert][autofocus]")) error.remove();
      await renew();
      // First the receipt, which is handed over; from there one key leads to the next entry.
      at("stored").focus();
    } catch {
      // Nothing can be kept here: the plain form still may send it, where there is a network.
      const isThere = await fetch(location.pathname, { method: "HEAD", redirect: "error" }).catch(() => {});
      if (isThere && isThere.ok) {
        form.dataset.plain = "";
        return form.submit();
      }
      say(texts.lost);
    } finally {
      isBusy = false;
      form.removeAttribute("aria-busy");
    }
    refresh().catch(() => {});
    drain();
  });

  ready.then(refresh).catch(() => {});
  drain(true);
}

// Whoever signs out takes their name along: without a network nobody else is taken for them.
addEventListener("submit", ({ target }) => /\/keluar$/.test(new URL(target.action, location.href).pathname) && remember());

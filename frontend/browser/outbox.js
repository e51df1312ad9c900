// The outbox: a complaint is stored on the phone, then sent, and kept until its receipt is stored. Pages and the
// service worker run this same file. Its rules: docs/ARCHITECTURE.md, "The outbox". Every byte here is paid for by
// somebody on GPRS (`cargo xtask bench size`): hence `&&` for `?.`, which older browsers need spelt out.
//
// A row of `draft` is being written. A row of `outbox` waits, or was refused (`problem`), or is acknowledged
// (`receipt`); what was frozen in it never changes, and it leaves only by hand.
// Doubled at most, by chance: phones that failed together do not come back together.
const LONGEST_WAIT_MS = 15e4;
const LOOK_AGAIN_MS = 5e3;
const STORES = ["outbox", "draft"];
const { locks } = navigator;

// One transaction on a connection of its own: under memory pressure connections die, or never call back, and then
// it is tried once more; where that happened nobody waits as long again. Resolves with the result of the request that
// `work` makes, only when it is complete.
let patience = 5e3;
const attempt = (work, durability) =>
  new Promise((resolve, reject) => {
    const watchdog = setTimeout(() => reject((patience = 2e3)), patience);
    const opening = indexedDB.open("satupintu", 1);
    opening.onupgradeneeded = () => STORES.map((name) => opening.result.createObjectStore(name, { keyPath: "id" }));
    opening.onerror = reject;
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(STORES, "readwrite", { durability });
      const request = work(...STORES.map((name) => transaction.objectStore(name)));
      transaction.oncomplete = () => {
        clearTimeout(watchdog);
        resolve(request.result);
      };
      transaction.onabort = reject;
      opening.result.close();
    };
  });
const run = (work, durability = "relaxed") => attempt(work, durability).catch(() => attempt(work, durability));

// base64url without padding (RFC 4648).
const base64 = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\W/g, (sign) => ({ "+": "-", "/": "_" })[sign] || "");
const random = (count) => crypto.getRandomValues(new Uint8Array(count));
// UUIDv7 (RFC 9562) with 72 purely random bits: the tracking code is made of the last sixty.
const mintId = () =>
  (Date.now().toString(16).padStart(12, 0) + "-7xxx-8xxx-xxxxxxxxxxxx")
    .replace(/x/g, () => (random(1)[0] % 16).toString(16))
    .replace(/.{8}/, "$&-");
// docs/decisions/0001: twelve digits of five bits, and a check digit over GF(32).
const codeOf = (id) => {
  const hex = id.replace(/-/g, "").slice(-15);
  const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  let code = "";
  let check = 0;
  for (let at = 0; at < 12; ) {
    const digit = (parseInt(hex.substr((at >> 2) * 5, 5), 16) >> (15 - 5 * (at++ % 4))) & 31;
    check = (check ^ digit) << 1;
    if (check & 32) check ^= 37;
    code += digits[digit] + (at % 4 ? "" : "-");
  }
  return code + digits[check];
};

// One at a time in all tabs and the service worker. Without Web Locks one at a time in this tab; a row that another one
// is sending is leased to it (`send`).
let queue = Promise.resolve();
const alone = (work) =>
  locks ? locks.request("outbox", work) : (queue = queue.then(work, work));

const channel = self.BroadcastChannel ? new BroadcastChannel("outbox") : { postMessage() {} };
// What has been attempted cannot be changed any more: a draft of its change is none.
const put = async (row, durability) => {
  await run((rows, drafts) => drafts.delete(row.id) && rows.put(row), durability);
  channel.postMessage(0);
  outbox.onchange();
};

// Sends one row; true when nothing of it is left to send. Only a receipt bound to these very bytes counts as sent,
// only a problem document as refused: everything else may be a captive portal.
const send = async (row) => {
  const { id, at, body } = row;
  const abort = new AbortController();
  row.attempts++;
  row.held = !locks;
  row.wait = 3e4 + body.byteLength;
  setTimeout(() => abort.abort(), row.wait);
  row.tried = Date.now();
  // A phone without room for this still sends.
  await put(row).catch(() => {});
  row.held = 0;
  row.wait = Math.min(2 ** row.attempts * 1e3, LONGEST_WAIT_MS) * (1 + Math.random());
  try {
    const answer = await fetch(row.path + id, {
      method: "PUT",
      body,
      headers: { ...row.headers, "Submission-Age": (row.tried - at) / 1e3 },
      keepalive: body.byteLength < 6e4,
      redirect: "error",
      signal: abort.signal,
    });
    const header = (name) => answer.headers.get(name);
    const said = await answer.json();
    const after = header("retry-after");
    if (after > 0) row.wait = Math.min(after * 1e3, 18e5 * (row.held = 2));
    if (answer.ok) {
      const receipt = { state: said.state };
      if (said.id == id && header("submission-digest") == row.digest) row = { ...row, body: 0, values: 0, receipt };
    } else if (/^4(?!08|25|29)/.test(answer.status) && /problem/.test(header("content-type"))) row.problem = said;
  } catch {}
  await put(row, "strict");
  return row.receipt || row.problem;
};

// Sends what is due, oldest first, one row in memory at a time; gives a row that has to wait. `force`: 0 what is due,
// 1 also what waited for a network, 2 even if the browser is sure that there is none. `Retry-After` (`held` is 2) holds.
let timer;
const drain = (force = 0) =>
  alone(async () => {
    let left;
    for (const id of await run((rows) => rows.getAllKeys())) {
      const row = await run((rows) => rows.get(id));
      if (!row || row.receipt || row.problem) continue;
      const since = Date.now() - row.tried;
      // A clock that was set back must not make anybody wait. A row that the browser is sure it could not send stays
      // unattempted, and may be changed.
      const isEarly = since >= 0 && since < row.wait && force <= row.held;
      if (isEarly || (force < 2 && !navigator.onLine) || !(await send(row).catch(() => {}))) left = row;
    }
    clearTimeout(timer);
    if (left && self.document) timer = setTimeout(() => document.hidden || drain(), LOOK_AGAIN_MS);
    return left;
  });

// `onlost`: this phone cannot keep it, the plain form still may send it. `onrefused`: what it keeps was refused while its
// page is open.
const outbox = (self.outbox = { run, mintId, codeOf, alone, drain, save() {}, onchange() {}, onrefused() {}, onlost: (form) => form.submit() });
channel.onmessage = () => outbox.onchange();

if (self.document) {
  let pending;
  ["online", "pageshow", "visibilitychange"].map((type) =>
    addEventListener(type, () => (document.hidden ? pending && outbox.save() : drain(1).catch(() => {}))),
  );

  const form = document.querySelector("[data-outbox]");
  if (form) {
    const { id: idField, access_key: keyField } = form;
    const path = form.dataset.outbox;
    const words = () => form.querySelector("[required]").value.trim();
    const values = () => Object.fromEntries(new FormData(form));
    let draft = { path };
    outbox.save = () => {
      clearTimeout(pending);
      pending = 0;
      const id = idField.value;
      const keep = (_, drafts) => (words() || values().text || values().files || draft.photos ? drafts.put({ ...draft, id, values: values() }) : drafts.delete(id));
      form.dataset.busy || run(keep).catch(() => {});
    };
    // The tab that holds a draft keeps its name locked for as long as it lives.
    const claim = (id) =>
      !locks ||
      new Promise((done) =>
        locks.request("draft-" + id, { ifAvailable: 1 }, (lock) => done(lock) || (lock && new Promise(done))),
      );
    const fill = (values) => {
      for (const name in values) {
        const field = form[name];
        if (field) field.type == "checkbox" ? (field.checked = 1) : (field.value = values[name]);
      }
      form.dispatchEvent(new Event("input"));
    };
    const ready = (async () => {
      const { hash } = location;
      const ids = await run((_, drafts) => drafts.getAllKeys());
      // The one that is asked for is taken from the tab that wrote it.
      for (const id of [hash.slice(1), ...ids.reverse()]) {
        const found = await run((_, drafts) => drafts.get(id));
        if (found && found.path == path && !words() && (hash || (await claim(id))) && !words()) return fill((draft = found).values);
      }
      // Another tab's, or one that was used: going back shows the form it was written in.
      while (!idField.value || (await run((rows) => rows.get(idField.value))) || !(await claim(idField.value))) {
        idField.value = mintId();
        keyField.value = "";
      }
    })().catch(() => {});
    form.addEventListener("input", () => (pending = pending || setTimeout(outbox.save, 250)));

    form.addEventListener("submit", async (event) => {
      // Without words the server says what is missing.
      if (!words()) return;
      event.preventDefault();
      if (form.dataset.busy) return;
      form.dataset.busy = 1;
      const saved = form.nextElementSibling;
      const link = saved.querySelector("a");
      const { dataset } = saved;
      try {
        await ready;
        idField.value = idField.value || mintId();
        const key = (keyField.value = keyField.value || base64(random(16)));
        const { id, ...rest } = values();
        for (const name in rest) rest[name] || delete rest[name];
        const json = new TextEncoder().encode(JSON.stringify({ v: 2, ...rest }));
        const headers = { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang };
        let body = json.buffer;
        if (self.CompressionStream) {
          headers["Content-Encoding"] = "deflate";
          body = await new Response(new Response(body).body.pipeThrough(new CompressionStream("deflate"))).arrayBuffer();
        }
        const digest = base64(await crypto.subtle.digest("SHA-256", json));
        const title = rest.confidential ? "" : words().slice(0, 80);
        const { late } = form.dataset;
        const code = codeOf(id);
        const row = { id, key, path, code, title, late, body, headers, digest, values: values(), at: Date.now(), attempts: 0, files: rest.files };
        // Invariant: complete, on the disk, before anybody is told that it is safe.
        // A row that was never attempted may be changed. The same row again is no other: a first try may have been slow
        // and not in vain.
        await run((rows, drafts) => {
          rows.get(id).onsuccess = ({ target: { result, transaction } }) =>
            result && result.attempts && result.digest != digest ? transaction.abort() : rows.put(row);
          return drafts.delete(id);
        }, "strict");
        outbox.onchange = async () => {
          const row = await run((rows) => rows.get(id));
          if (row.receipt) {
            dataset.state = "sent";
            document.hidden || location.replace(link.href);
          } else if (row.problem) outbox.onrefused(form, row, fill);
        };
        link.href += code + "/tanda-terima?k=" + key;
        saved.querySelector("b").append(code);
        dataset.id = id;
        dataset.state = "queued";
        saved.hidden = !(form.hidden = 1);
        // Or going back would bring the words again, to be sent again.
        form.reset();
        saved.focus();
      } catch {
        return outbox.onlost(form);
      }
      // Where the browser can send without us, it is asked to.
      if (self.SyncManager) navigator.serviceWorker.ready.then(({ sync }) => sync.register("outbox")).catch(() => {});
      drain().then((left) => left && (dataset.waits = ""));
    });
  }
}

// A phone that is full, forgetful, or wrong about the time: text is kept or the citizen is told, never neither.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { drain, file, installed, leave, press, rowsOf, savedId, stateOf, wordsOf, write } from "./citizen.mjs";
import { startFaults } from "./faults.mjs";
import { serveBuild } from "./generation.mjs";
import { clockShift, SAFARI_SHAPE, until } from "./phone.mjs";
import { phone, startBrowser, startSystem } from "./system.mjs";
import { compare, complaints, marked, markerOf, mistakes, NO_MISTAKES } from "./truth.mjs";

let system;
let faults;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem({ isQuiet: true }), startBrowser()]);
  faults = await startFaults(system.origin, { seed: 5 });
});
after(async () => {
  await browser?.close();
  await faults?.stop();
  await system?.stop();
});
beforeEach(async () => {
  faults.heal();
  for (const path of ["/sw.js", "/shell.json"]) faults.rewrite(path);
  await faults.on();
});

const acknowledged = new Map();
const openContext = () => browser.newContext({ ...phone, baseURL: faults.origin });

async function openForm(context, path = "/lapor") {
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

// Files while the server is dead; the row waits.
async function fileOffline(context, marker) {
  const page = await openForm(context);
  const words = marked(marker);
  const id = await file(page, words);
  acknowledged.set(id, words);
  await page.close();
  return id;
}

async function readyPhone(context, prelude = "") {
  await serveBuild(faults, system.origin, 0, { prelude });
  const page = await openForm(context);
  await installed(page);
  return page;
}

async function assertAllSent(context, ids) {
  await faults.on();
  const page = await openForm(context, "/kirim");
  await drain(page);
  for (const id of ids) {
    await until(async () => (await stateOf(page, id)) === "sent", `${id} is sent`);
    assert.ok(complaints(system.state).has(id));
  }
  return page;
}

const storedAs = (marker) => [...complaints(system.state).values()].find(({ narrative }) => markerOf(narrative) === marker)?.id;
const isStored = (marker) => storedAs(marker) !== undefined;

async function limit(context, page, quotaSize) {
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: faults.origin, quotaSize });
}

async function usage(context, page) {
  const session = await context.newCDPSession(page);
  return (await session.send("Storage.getUsageAndQuota", { origin: faults.origin })).usage;
}

// How many bytes are left when the phone is full: at each number another write is the first to fail.
for (const left of [-1, 100, 600, 1500, 3000, 8000]) {
  test(`storage with ${left} bytes left: kept, sent, or told`, async (t) => {
    const context = await openContext();
    const page = await readyPhone(context);
    const marker = `penuh-${left}`;
    await limit(context, page, Math.max(1, (await usage(context, page)) + left));
    await write(page, marked(marker));
    await press(page, { noWaitAfter: true });
    // Stored here and sent, or sent by the plain form: either way the receipt comes.
    const end = await Promise.race([
      page.waitForURL(/tanda-terima/, { timeout: 20_000 }).then(() => "receipt"),
      page.locator("#saved[data-state=queued]").waitFor({ timeout: 20_000 }).then(() => "kept"),
    ]);
    await until(() => isStored(marker), "stored", 20_000);
    const isByOutbox = faults.arrivals.has(`/api/v1/complaints/${storedAs(marker)}`);
    t.diagnostic(`${left} bytes left: ${end}, by the ${isByOutbox ? "outbox" : "plain form"}`);
    assert.ok(left > 0 || !isByOutbox, "the limit holds: nothing could be stored");
    await leave(context);
  });
}

test("full and without a network: not called safe, and the words are still there", async () => {
  const context = await openContext();
  const page = await readyPhone(context);
  await write(page, marked("penuh-mati"));
  await limit(context, page, 1);
  await faults.off();
  await press(page, { noWaitAfter: true });
  await page.locator("#saved[data-state=unsaved]").waitFor();
  assert.equal(await wordsOf(page), marked("penuh-mati"));
  assert.ok(await page.locator("form[data-outbox] textarea").isVisible(), "the words are on the screen");
  await faults.on();
  await press(page, { noWaitAfter: true });
  await until(() => isStored("penuh-mati"), "sent by the plain form");
  await leave(context);
});

test("full while it waits: what is kept is still sent", async () => {
  const context = await openContext();
  await readyPhone(context);
  await faults.off();
  const id = await fileOffline(context, "penuh-menunggu");
  const page = await openForm(context, "/kirim");
  await limit(context, page, 1);
  await assertAllSent(context, [id]);
  await leave(context);
});

// Runs in the page: from now on this one kind of write fails, as when the quota ends just there.
function breakWrite(kind) {
  for (const name of ["put", "add"]) {
    const write = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (row, ...rest) {
      const request = write.call(this, row, ...rest);
      const step = row.receipt ? "receipt" : row.attempts ? "attempt" : "";
      if (kind === [this.name, name, step].filter(Boolean).join(" ")) this.transaction.abort();
      return request;
    };
  }
}

for (const kind of ["draft put", "outbox put", "outbox put attempt", "outbox put receipt"]) {
  test(`every write of the kind "${kind}" fails on the page that files`, async () => {
    const context = await openContext();
    const page = await readyPhone(context);
    const marker = `gagal-${kind.replaceAll(" ", "-")}`;
    await page.evaluate(breakWrite, kind);
    await write(page, marked(marker));
    await press(page, { noWaitAfter: true });
    if (kind === "outbox put") {
      await until(() => isStored(marker), "sent by the plain form");
      return leave(context);
    }
    const id = kind === "draft put" ? undefined : await savedId(page);
    if (kind === "outbox put receipt") {
      await until(() => isStored(marker), "stored");
      assert.equal(await stateOf(page, id), "queued", "not sent without a receipt that is kept");
    }
    if (id) {
      await page.close();
      await assertAllSent(context, [id]);
    }
    await until(() => isStored(marker), "stored");
    await leave(context);
  });
}

test("wiped caches lose the app and not the complaints", async () => {
  const context = await openContext();
  const page = await readyPhone(context);
  await faults.off();
  const ids = [await fileOffline(context, "tembolok-1"), await fileOffline(context, "tembolok-2")];
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await faults.on();
  const next = await openForm(context);
  assert.equal(await wordsOf(next), "");
  await assertAllSent(context, ids);
  await leave(context);
});

test("a database that closes under the page is opened again", async () => {
  const context = await openContext();
  await context.addInitScript(() => {
    self.databases = [];
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...parts) {
      const request = open.apply(this, parts);
      request.addEventListener("success", () => self.databases.push(request.result));
      return request;
    };
  });
  const page = await readyPhone(context);
  await write(page, marked("tertutup"));
  await until(() => page.evaluate(() => self.databases.length), "a connection");
  await page.evaluate(() => self.databases.map((database) => database.close()));
  await faults.off();
  await press(page, { noWaitAfter: true });
  const id = await savedId(page);
  acknowledged.set(id, marked("tertutup"));
  await page.evaluate(() => self.databases.map((database) => database.close()));
  await assertAllSent(context, [id]);
  await leave(context);
});

test("a database that never answers does not keep the complaint", async () => {
  const context = await openContext();
  const page = await readyPhone(context);
  await write(page, marked("bisu"));
  await page.evaluate(() => {
    // A transaction that neither completes nor fails, as seen on phones under memory pressure.
    const silent = new Proxy(function () {}, { get: () => silent, apply: () => silent, set: () => true });
    IDBDatabase.prototype.transaction = () => silent;
  });
  await press(page, { noWaitAfter: true });
  await until(() => isStored("bisu"), "sent by the plain form", 25_000);
  await leave(context);
});

for (const years of [10, -10]) {
  test(`a clock ${years} years off when filed and told to wait, then ${-years} years off`, async () => {
    const shift = (number) => clockShift(number * 365.25 * 864e5);
    const context = await openContext();
    await context.addInitScript(shift(years));
    await readyPhone(context, shift(years));
    await faults.off();
    const id = await fileOffline(context, `jam-${years}`);
    const page = await openForm(context, "/kirim");
    faults.next(...Array(9).fill("503"));
    await faults.on();
    await until(async () => (await drain(page)) && faults.counts[503] > 0, "told to wait");
    // Shifts add up. The worker's clock, too: Background Sync may wake it.
    await page.evaluate(shift(-2 * years));
    await Promise.all(context.serviceWorkers().map((worker) => worker.evaluate(shift(-2 * years))));
    faults.heal();
    // Not forced: what is due must be found due under any clock.
    const isSent = async () => (await page.evaluate(() => self.outbox.drain(1)), (await stateOf(page, id)) === "sent");
    await until(isSent, "sent");
    await leave(context);
  });
}

test("as Safari is made: kept offline, after a reload, in two tabs, sent once", async () => {
  const context = await openContext();
  await context.addInitScript(SAFARI_SHAPE);
  const page = await readyPhone(context, SAFARI_SHAPE);
  const missing = await page.evaluate(() => [typeof SyncManager, typeof BroadcastChannel, typeof OffscreenCanvas, "locks" in navigator]);
  assert.deepEqual(missing, ["undefined", "undefined", "undefined", false]);
  await faults.off();
  const ids = [await fileOffline(context, "safari-1"), await fileOffline(context, "safari-2")];
  const tabs = [await openForm(context, "/kirim"), await openForm(context, "/kirim")];
  await faults.on();
  faults.next("delay", "delay", "delay", "delay");
  await Promise.all(tabs.map((tab) => drain(tab)));
  await assertAllSent(context, ids);
  const draft = await openForm(context);
  await write(draft, marked("safari-draf"));
  await until(async () => (await draft.evaluate(rowsOf)).some(({ state }) => state === "draft"), "the draft");
  await draft.close();
  const again = await openForm(context);
  await until(async () => (await wordsOf(again)) === marked("safari-draf"), "the draft again");
  await press(again, { noWaitAfter: true });
  await again.waitForURL(/tanda-terima/);
  await leave(context);
});

test("after all that: nothing lost, nothing twice", (t) => {
  const found = compare(system.state, acknowledged);
  t.diagnostic(`${found.acknowledged} acknowledged, ${found.stored} stored`);
  assert.deepEqual(mistakes(found), NO_MISTAKES);
});

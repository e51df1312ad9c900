// Every way in which a network can lie, met by a page with scripts: no complaint is called sent before it is stored.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { drain, file, installed, leave, rowsOf, savedId, stateOf } from "./citizen.mjs";
import { MIXTURE, startFaults } from "./faults.mjs";
import { until } from "./phone.mjs";
import { phone, startBrowser, startSystem } from "./system.mjs";
import { compare, complaints, marked, mistakes, NO_MISTAKES } from "./truth.mjs";

const SEED = 4;
let system;
let faults;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem({ isQuiet: true }), startBrowser()]);
  faults = await startFaults(system.origin, { seed: SEED });
});
after(async () => {
  await browser?.close();
  await faults?.stop();
  await system?.stop();
});
beforeEach(() => faults.heal());

const acknowledged = new Map();
const openContext = () => browser.newContext({ ...phone, baseURL: faults.origin });

async function openForm(context) {
  const page = await context.newPage();
  await page.goto("/lapor");
  return page;
}

async function fileAs(page, marker) {
  const words = marked(marker);
  const id = await file(page, words);
  acknowledged.set(id, words);
  return id;
}

const VARIANTS = { "captive-json": 7, "bare-4xx": 5, "reset-answer": 3, "reset-upload": 3 };
const isStored = (id) => complaints(system.state).has(id);

// What the phone calls sent is stored, at this moment.
async function assertHonest(page) {
  for (const { id, state } of await page.evaluate(rowsOf)) if (state === "sent") assert.ok(isStored(id), `${id} is called sent`);
}

for (const fault of Object.keys(MIXTURE)) {
  test(`a first attempt that meets ${fault}`, { timeout: 40_000 }, async () => {
    const context = await openContext();
    const watch = await openForm(context);
    const page = await openForm(context);
    const before = faults.counts[fault] ?? 0;
    // Long enough to meet every variant.
    faults.next(...Array(VARIANTS[fault] ?? 1).fill(fault));
    const id = await fileAs(page, `jaringan-${fault}`);
    await until(() => (faults.counts[fault] ?? 0) > before, "the fault");
    await until(
      async () => {
        await assertHonest(watch);
        if ((await stateOf(watch, id)) === "sent") return true;
        await drain(watch);
        return false;
      },
      "sent",
      20_000,
    );
    assert.equal(await stateOf(watch, id), "sent");
    assert.ok(isStored(id));
    await leave(context);
  });
}

test("a refused answer from a portal is no refusal, and the page tries again by itself", async () => {
  const context = await openContext();
  const page = await openForm(context);
  faults.next("bare-4xx", "captive-json", "503");
  await fileAs(page, "jaringan-sendiri");
  await page.waitForURL(/\/tanda-terima\?k=/, { timeout: 30_000 });
  await page.locator(".code").waitFor();
  await leave(context);
});

test("four tabs and the service worker drain at once: every complaint goes up once", async () => {
  const context = await openContext();
  const page = await openForm(context);
  await installed(page);
  await faults.off();
  const ids = [];
  for (let index = 0; index < 6; index += 1) {
    const form = index ? await openForm(context) : page;
    ids.push(await fileAs(form, `tab-${index}`));
    if (index) await form.close();
  }
  const tabs = [];
  for (let index = 0; index < 4; index += 1) {
    tabs.push(await context.newPage());
    await tabs[index].goto("/kirim");
  }
  await faults.on();
  // Slow answers, so that senders who do not wait for each other meet.
  faults.next(...ids.flatMap(() => ["delay", "delay", "delay"]));
  const worker = context.serviceWorkers()[0];
  assert.ok(worker, "a service worker runs");
  await Promise.all([...tabs.map(drain), worker.evaluate(() => self.outbox.drain(2).then(() => true)), ...tabs.map(drain)]);
  for (const id of ids) {
    assert.equal(await stateOf(tabs[0], id), "sent");
    assert.equal(faults.arrivals.get(`/api/v1/complaints/${id}`), 1, "sent once");
  }
  await leave(context);
});

test("ten presses are one complaint", async () => {
  const context = await openContext();
  const page = await openForm(context);
  faults.next("ack-lost", "reset-answer", "captive");
  await page.evaluate((words) => {
    const form = document.querySelector("form[data-outbox]");
    form.querySelector("textarea").value = words;
    for (let press = 0; press < 10; press += 1) form.querySelector("button:not([type=button])").click();
  }, marked("sepuluh"));
  acknowledged.set(await savedId(page), marked("sepuluh"));
  // After three faults the page itself waits for about twenty seconds.
  await page.waitForURL(/\/tanda-terima\?k=/, { timeout: 60_000 });
  await leave(context);
});

test("after all that: nothing lost, nothing twice", (t) => {
  const found = compare(system.state, acknowledged);
  t.diagnostic(`seed ${SEED}: ${found.acknowledged} acknowledged, ${found.stored} stored, faults ${JSON.stringify(faults.counts)}`);
  assert.deepEqual(mistakes(found), NO_MISTAKES);
  assert.equal(found.stored, found.acknowledged);
});

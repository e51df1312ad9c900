// One phone that is killed again and again: while typing, saving, draining, updating. What it called safe must arrive
// once; what it had kept of a draft must be there again.
import { press, rowsOf, wordsOf, write } from "./citizen.mjs";
import { generator } from "./faults.mjs";
import { serveBuild } from "./generation.mjs";
import { startPhone, until } from "./phone.mjs";
import { compare, complaints, marked, markerOf } from "./truth.mjs";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const MOMENTS = ["typing", "saving", "saved", "draining", "updating"];

// Runs in every page: tells the test what the screen says, the moment it says it.
const TELLER = `addEventListener("DOMContentLoaded", () => {
  const saved = document.getElementById("saved");
  if (!saved) return;
  const look = () => /queued|sent/.test(saved.dataset.state) && self.told(saved.dataset.id, saved.dataset.state);
  new MutationObserver(look).observe(saved, { attributes: true });
});`;

// Kills the phone `kills` times. The proxy `faults` stands before `system`; the seed repeats moments and faults. `shape`
// is run first in every page and in the service worker.
export async function killMany({ system, faults, kills, seed, shape = "", say = () => {} }) {
  const random = generator(seed);
  const choose = (list) => list[Math.floor(random() * list.length)];
  const phone = await startPhone({ init: [shape, TELLER] });
  const result = {
    acknowledged: new Map(),
    receipts: new Set(),
    lostDrafts: [],
    early: [],
    refused: [],
    moments: Object.fromEntries(MOMENTS.map((moment) => [moment, 0])),
    builds: 0,
  };
  // Words of the markers that were pressed or kept as a draft, until they are found again.
  const expected = new Map();
  let number = 0;
  let words = "";

  const told = (_, id, state) => {
    // A later word about an earlier complaint may come when the next one is being written.
    if (!result.acknowledged.has(id)) result.acknowledged.set(id, words);
    if (state === "sent") sent(id);
  };
  function sent(id) {
    result.receipts.add(id);
    if (!complaints(system.state).has(id)) result.early.push(id);
  }

  async function openForm() {
    // The connection to a browser that was killed is gone, and with it what was exposed.
    await phone.context.exposeBinding("told", told).catch(() => {});
    const page = await phone.open(`${faults.origin}/lapor`);
    const rows = await page.evaluate(rowsOf);
    for (const row of rows) {
      if (row.state === "sent") sent(row.id);
      else if (row.state !== "draft" && !result.acknowledged.has(row.id)) result.acknowledged.set(row.id, row.text);
    }
    for (const [marker, promised] of expected) {
      const found = rows.find(({ text }) => text !== undefined && markerOf(text) === marker);
      const isSent = () => [...complaints(system.state).values()].some(({ narrative }) => markerOf(narrative) === marker);
      if (found?.state === "draft") {
        // It was kept; now the form must show it.
        const isShown = await until(async () => (await wordsOf(page)).includes(`<${marker}>`), "the draft", 5000).catch(() => false);
        if (!isShown) result.lostDrafts.push(`${marker} (kept, not shown)`);
      } else if (!found && !isSent()) result.lostDrafts.push(`${marker}: ${promised}`);
    }
    expected.clear();
    return page;
  }

  // Words of their own in the form: those of a draft that came back, or new ones.
  async function fill(page) {
    const kept = await wordsOf(page);
    if (markerOf(kept)) return (words = kept);
    words = marked(`bunuh-${seed}-${(number += 1)}`);
    await write(page, words);
    return words;
  }

  const kept = (page) =>
    until(
      async () => (await page.evaluate(rowsOf)).some(({ state, text }) => state === "draft" && text === words),
      "the draft in the database",
      5000,
    ).then(() => expected.set(markerOf(words), words));

  async function file(page) {
    await fill(page);
    const before = result.acknowledged.size;
    await press(page, { noWaitAfter: true });
    await until(() => result.acknowledged.size > before, "the phone says that it is safe");
  }

  const drainBy = {
    page: (page) => page.evaluate(() => self.outbox.drain(2)),
    sync: (page) => phone.sync(page),
    outboxPage: (page) => page.goto(`${faults.origin}/kirim`),
  };

  const lead = {
    async typing(page) {
      await fill(page);
      await kept(page);
      page.locator("textarea").first().pressSequentially(" dan masih banyak lagi", { delay: 10 }).catch(() => {});
      await pause(random() * 200);
    },
    async saving(page) {
      await fill(page);
      if (random() < 0.5) await kept(page);
      press(page, { noWaitAfter: true }).catch(() => {});
      await pause(random() * 250);
    },
    async saved(page) {
      await file(page);
    },
    async draining(page) {
      await file(page);
      // More than one waits, so that the kill can fall between two.
      for (let more = random() * 3; more > 1; more -= 1) {
        await page.goto(`${faults.origin}/lapor`);
        await file(page);
      }
      await faults.on();
      const how = choose(Object.keys(drainBy));
      const next = how === "sync" ? await phone.open(`${faults.origin}/kirim`) : page;
      drainBy[how](next).catch(() => {});
      await pause(random() * 700);
      if (random() < 0.3) await phone.stopWorkers(next).catch(() => {});
    },
    async updating(page) {
      await faults.on();
      await serveBuild(faults, system.origin, (result.builds += 1), { prelude: shape });
      page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update())).catch(() => {});
      if (random() < 0.5) await file(page);
      await pause(random() * 400);
    },
  };

  try {
    await serveBuild(faults, system.origin, 0, { prelude: shape });
    const first = await phone.open(`${faults.origin}/lapor`);
    await first.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await until(() => first.evaluate(() => caches.match("/lapor", { ignoreSearch: true }).then(Boolean)), "the shell");
    for (let kill = 0; kill < kills; kill += 1) {
      const network = choose(["off", "faults", "faults", "healthy"]);
      network === "off" ? await faults.off() : await faults.on();
      faults.random(network === "faults");
      const page = await openForm();
      const moment = choose(MOMENTS);
      await lead[moment](page);
      result.moments[moment] += 1;
      await phone.restart();
      say(`${kill + 1}/${kills} ${network}, ${moment}: ${result.acknowledged.size} acknowledged`);
    }
    await finish();
  } finally {
    await phone.stop();
  }
  return { ...result, ...compare(system.state, result.acknowledged, result.receipts) };

  // The network is well again: everything goes out, and the screen agrees with the truth.
  async function finish() {
    await faults.on();
    faults.heal();
    await (await openForm()).close();
    const page = await phone.open(`${faults.origin}/kirim`);
    await until(
      async () => {
        await page.evaluate(() => self.outbox.drain(2));
        const rows = await page.evaluate(rowsOf);
        result.refused = rows.filter(({ state }) => state === "refused").map(({ id, problem }) => `${id} ${JSON.stringify(problem)}`);
        return rows.every(({ state }) => state !== "queued");
      },
      "an empty outbox",
      60_000,
    );
    for (const { id, state } of await page.evaluate(rowsOf)) if (state === "sent") sent(id);
    await page.reload();
    const shown = await page.locator("li[data-id][data-state]").evaluateAll((rows) => rows.map(({ dataset }) => ({ ...dataset })));
    for (const { id, state } of shown) if (!["queued", "refused", "draft"].includes(state)) sent(id);
    result.shown = shown.length;
  }
}

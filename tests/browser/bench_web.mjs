// `cargo xtask bench web`: what a phone fetches, waits for and computes, against the budgets of the design.
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, deflateSync, inflateSync } from "node:zlib";
import { installed, installedWhole, press, rowsOf, write } from "./citizen.mjs";
import { until } from "./phone.mjs";
import { PROFILES, startShape } from "./shape.mjs";
import { phone, startBrowser, startSystem } from "./system.mjs";
import { warmRequestBytes } from "./warm_request.mjs";

const MISSED = 2;
const RUNS = { "Slow 4G": 7, "Slow 3G": 7, GPRS: 5 };
const FORM = "/lapor";
// 331 characters, as in the design's budget.
const STORY =
  "Lampu penerangan jalan umum di sepanjang Jalan Raya Gubug, Kecamatan Gubug, Kabupaten Grobogan, sudah mati sejak tiga minggu yang lalu. Setiap malam jalan ini gelap gulita dan sudah terjadi dua kali kecelakaan sepeda motor. Anak-anak yang pulang mengaji takut lewat. Mohon dinas terkait segera memperbaiki lampu-lampu itu. Terima kasih.";

const table = [];
// A number with a goal and a floor; a text is shown as it is. Without a floor it is only told.
const row = (metric, measured, { goal, floor, unit = "B" } = {}) => table.push({ metric, measured, goal, floor, unit });
const notes = [];

const p75 = (numbers) => numbers.sort((a, b) => a - b)[Math.ceil(numbers.length * 0.75) - 1];
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const isOurs = ({ url }) => url !== "/favicon.ico";

async function freshPage(browser, shape, options = {}) {
  const context = await browser.newContext({ ...phone, baseURL: shape.origin, ...options });
  return context.newPage();
}

async function slowDown(page, rate = 4) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
}

const best = (bytes) => brotliCompressSync(bytes).length;
const load = async (system, path) => Buffer.from(await (await fetch(system.origin + path)).arrayBuffer());

async function formBytes(browser, shape) {
  shape.connect();
  const page = await freshPage(browser, shape, { javaScriptEnabled: false });
  await page.goto(FORM, { waitUntil: "networkidle" });
  const requests = shape.requests.filter(isOurs);
  row("form, cold, no scripts, with headers", sum(requests.map(({ down }) => down)), { goal: 4000, floor: 6000 });
  row("… requests for it", requests.length, { goal: 1, floor: 1, unit: "" });
  await page.context().close();
}

async function scriptBytes(system) {
  const manifest = JSON.parse(readFileSync(join(process.env.SATUPINTU_ROOT, "build/asset_manifest.json")));
  const worker = await load(system, "/sw.js");
  const outbox = worker.toString().match(/\/a\/outbox-[^"'`]+\.js/)?.[0];
  const scripts = outbox && best(worker) + best(await load(system, outbox));
  row("sw.js + outbox.js, brotli 11", scripts, { goal: 3000, floor: 3000 });
  const names = ["islands.wasm", "islands.js", "brain.js"].filter((name) => manifest[name]);
  const islands = await Promise.all(names.map(async (name) => best(await load(system, manifest[name]))));
  row("islands, wasm + glue, brotli 11", sum(islands), { goal: 60_000, floor: 90_000 });
}

// Everything a first visit with scripts loads until the phone has all it keeps.
async function installBytes(browser, shape, system) {
  shape.connect();
  const page = await freshPage(browser, shape);
  await page.goto(FORM);
  await installedWhole(page);
  const requests = shape.requests.filter(isOurs);
  const phases = await (await fetch(`${system.origin}/shell.json`)).json();
  const sizes = await Promise.all(phases.flat().map(async ([url]) => best(await load(system, url))));
  const own = best(await load(system, "/sw.js"));
  row(`install: ${sizes.length} files of the list and sw.js, brotli 11`, sum(sizes) + own, { goal: 100_000, floor: 160_000 });
  row(`… with the first page, as it went over the wire, ${requests.length} requests`, sum(requests.map(({ down }) => down)));
  return page;
}

async function relaunch(page, shape) {
  const context = page.context();
  await page.close();
  await shape.off();
  const times = [];
  for (let run = 0; run < 9; run += 1) {
    const next = await context.newPage();
    await slowDown(next);
    await next.goto(FORM);
    times.push((await paintAndUse(next)).usable);
    await next.close();
  }
  row("offline relaunch to a usable form, 4× CPU, p75 of 9", p75(times), { goal: 300, floor: 1000, unit: "ms" });
}

// One complaint on this phone while the server is dead, and then what goes up when it is back.
async function complaint(browser, shape) {
  shape.connect();
  const page = await freshPage(browser, shape);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const taskTime = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  };
  await page.goto(FORM);
  await installed(page);
  await shape.off();
  const before = await taskTime();
  await write(page, STORY);
  await page.locator("#phone").fill("0812-3456-7890");
  await page.locator("[name=name]").fill("Siti Aminah");
  await press(page);
  await page.locator("#saved[data-state=queued]").waitFor();
  row("main thread for one complaint, typing to safe", (await taskTime()) - before, { goal: 150, floor: 400, unit: "ms" });
  const [body] = await page.evaluate(rowsOf);
  const bytes = Buffer.from(body.body, "base64");
  const sent = JSON.parse(isDeflated(bytes) ? inflateSync(bytes) : bytes);
  row("its body, 331 characters, name, phone", bytes.length);
  const withPlace = { ...sent, lat: -7.0683, lon: 110.6672 };
  row("… and two coordinates (computed)", deflateSync(JSON.stringify(withPlace), { level: 6 }).length, { goal: 420, floor: 420 });
  await shape.on();
  shape.connect();
  await page.evaluate(() => self.outbox.drain(2));
  const request = await until(() => shape.requests.find(({ method }) => method === "PUT"), "the PUT");
  row("its warm request, HPACK and TLS record", await warmRequestBytes(request), { goal: 600, floor: 1200 });
  await page.context().close();
}

const isDeflated = (bytes) => bytes[0] === 0x78;

// First contentful paint, and the moment when the form can also be filled in.
function paintAndUse(page) {
  return page.evaluate(async () => {
    const paint = await new Promise((resolve) => {
      new PerformanceObserver((list) => {
        const found = list.getEntriesByName("first-contentful-paint")[0];
        if (found) resolve(found.startTime);
      }).observe({ type: "paint", buffered: true });
    });
    const [navigation] = performance.getEntriesByType("navigation");
    return { paint, usable: Math.max(paint, navigation.domInteractive) };
  });
}

const GOALS = {
  "Slow 4G": { form: { goal: 900, floor: 1500 }, islands: { goal: 1500, floor: 2000 } },
  "Slow 3G": { form: { goal: 1900, floor: 3000 }, islands: { goal: 3900, floor: 5500 } },
  GPRS: { form: { goal: 3500, floor: 6000 }, islands: {} },
};

async function timesToForm(browser, shape, profile) {
  const times = [];
  for (let run = 0; run < RUNS[profile]; run += 1) {
    const page = await freshPage(browser, shape);
    await slowDown(page);
    shape.connect(profile);
    await page.goto(FORM, { waitUntil: "domcontentloaded" });
    times.push(await paintAndUse(page));
    await page.context().close();
  }
  const { form } = GOALS[profile];
  row(`${profile}: first contentful paint, p75 of ${times.length}`, p75(times.map(({ paint }) => paint)), { ...form, unit: "ms" });
  row(`${profile}: form can be filled in`, p75(times.map(({ usable }) => usable)), { ...form, unit: "ms" });
}

// A long text is there as soon as the form is: when does the island beside it answer?
async function timesToIslands(browser, shape, profile) {
  const times = [];
  for (let run = 0; run < 3; run += 1) {
    const page = await freshPage(browser, shape);
    await slowDown(page);
    await page.addInitScript(() => {
      addEventListener("DOMContentLoaded", () => {
        const story = document.getElementById("text");
        story.value = "a".repeat(6000);
        story.dispatchEvent(new Event("input", { bubbles: true }));
        const status = document.getElementById("count");
        const look = () => /6\.000/.test(status.textContent) && (self.alive ??= performance.now());
        new MutationObserver(look).observe(status, { subtree: true, childList: true, characterData: true });
      });
    });
    shape.connect(profile);
    await page.goto(FORM, { waitUntil: "domcontentloaded" });
    times.push(await until(() => page.evaluate(() => self.alive), "the counter", 60_000));
    await page.context().close();
  }
  row(`${profile}: islands answer, p75 of 3`, p75(times), { ...GOALS[profile].islands, unit: "ms" });
}

function print() {
  const isTerminal = process.stdout.isTTY;
  const colour = (code, text) => (isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text);
  const number = (value, unit) =>
    typeof value === "number" ? `${Math.round(value).toLocaleString("en")}${unit ? ` ${unit}` : ""}` : "–";
  const verdictOf = ({ measured, goal, floor }) => {
    if (floor === undefined && measured !== undefined) return ["told", 2];
    if (measured === undefined) return ["ABSENT", 31];
    if (measured > floor) return ["MISSED", 31];
    return measured <= goal ? ["goal", 32] : ["floor", 33];
  };
  const lines = table.map((line) => [
    line.metric,
    number(line.measured, line.unit),
    number(line.goal, line.unit),
    number(line.floor, line.unit),
    ...verdictOf(line),
  ]);
  const width = (index, title) => Math.max(title.length, ...lines.map((line) => line[index].length));
  const titles = ["metric", "measured", "goal", "floor", "verdict"];
  const widths = titles.map((title, index) => width(index, title));
  const show = (cells) => cells.map((cell, index) => (index ? cell.padStart(widths[index]) : cell.padEnd(widths[index]))).join("  ");
  console.log(show(titles));
  for (const [metric, measured, goal, floor, verdict, code] of lines) {
    console.log(show([metric, measured, goal, floor, ""]) .slice(0, -widths[4]) + colour(code, verdict.padStart(widths[4])));
  }
  for (const note of notes) console.log(`  ${note}`);
  return lines.some(([, , , , verdict]) => ["MISSED", "ABSENT"].includes(verdict));
}

const [system, browser] = await Promise.all([startSystem(), startBrowser()]);
const shape = await startShape(system.origin);
try {
  await formBytes(browser, shape);
  await scriptBytes(system);
  for (const profile of Object.keys(PROFILES)) {
    await timesToForm(browser, shape, profile);
    await timesToIslands(browser, shape, profile);
  }
  await complaint(browser, shape);
  await relaunch(await installBytes(browser, shape, system), shape);
} finally {
  await browser.close();
  await shape.stop();
  await system.stop();
}
notes.push(
  "Bytes are text as brotli 4 (what Cloudflare's edge makes of it by default) plus HTTP/1.1 headers of the local server;",
  "the edge adds some headers of its own. Networks are modelled over one cold connection with DNS, TCP, TLS 1.3 and slow",
  "start, without loss and without waking the radio; 4× CPU slows the main thread only. Relaunch is without the browser's start.",
  `Load of this computer at the end: ${loadavg().map((load) => load.toFixed(1)).join(", ")}. Milliseconds mean little when it is above the number of cores.`,
);
process.exitCode = print() ? MISSED : 0;

// What happens between two taps: going back, changing what is on its way, a database that never answers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { phone, startBrowser, startSystem } from "./system.mjs";
import { until } from "./until.mjs";

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await system?.stop();
});

// Without a service worker every request of the page can be held back or answered here.
const open = async (path = "/lapor", prepare = async () => {}) => {
  const context = await browser.newContext({ ...phone, baseURL: system.origin, serviceWorkers: "block" });
  const page = await context.newPage();
  await prepare(page);
  await page.goto(path);
  return { context, page };
};
const API = "**/api/v1/complaints/*";
const write = (page, text) => page.getByLabel("Apa yang terjadi?").fill(text);
const send = (page) => page.getByRole("button", { name: "Kirim laporan" }).click();
const rows = (page) => page.evaluate(() => self.outbox.run((rows) => rows.getAll()));

test("going back after it was stored does not bring the words again", async () => {
  const { context, page } = await open();
  await page.route(API, (route) => route.abort());
  await write(page, "Sudah tersimpan di HP");
  const id = await page.locator("[name=id]").inputValue();
  await send(page);
  await page.locator("#saved[data-waits]").waitFor();
  await page.getByRole("link", { name: "Laporan di HP ini" }).click();
  await page.locator("#rows > li").waitFor();
  await page.goBack();
  await until(page, (id) => document.querySelector("[name=id]").value !== id, id);
  assert.equal(await page.getByLabel("Apa yang terjadi?").inputValue(), "");
  await page.unroute(API);
  await write(page, "Laporan yang lain");
  await send(page);
  await page.getByRole("heading", { name: "Laporan Anda sudah kami terima" }).waitFor();
  await page.goto("/kirim");
  await until(page, async () => {
    const all = await self.outbox.run((rows) => rows.getAll());
    return all.length === 2 && all.every(({ receipt }) => receipt);
  });
  const [first, second] = await rows(page);
  assert.notEqual(first.key, second.key, "each has a key of its own");
  await context.close();
});

test("what is on its way cannot be changed or lose its receipt", async () => {
  const { context, page } = await open();
  await context.setOffline(true);
  await write(page, "Diubah saat dikirim");
  await send(page);
  await page.locator("#saved[data-waits]").waitFor();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  let started;
  const underWay = new Promise((resolve) => (started = resolve));
  await page.route(API, async (route) => {
    started();
    await held;
    await route.continue();
  });
  // Not before the road is blocked, and not from the page that would leave for the receipt.
  await page.goto("about:blank");
  await context.setOffline(false);
  // The row is on its way while this page still shows it as it was.
  await page.goto("/kirim", { waitUntil: "commit" });
  await underWay;
  const item = page.locator("#rows > li");
  await item.waitFor();
  // The button goes when the row does; a finger that was faster changes nothing.
  const edit = item.locator("[data-do=edit]");
  await edit.waitFor({ state: "hidden" });
  await edit.evaluate((button) => button.click());
  release();
  await page.locator("#rows > li[data-state=received]").waitFor();
  assert.equal(new URL(page.url()).pathname, "/kirim");
  assert.equal((await rows(page)).length, 1);
  await context.close();
});

test("a database that never answers costs a second, not the words", async () => {
  const { context, page } = await open("/lapor", (page) =>
    page.addInitScript(() => {
      IDBFactory.prototype.open = () => ({});
    }),
  );
  await write(page, "Basis data diam");
  await until(page, () => document.querySelector("[name=id]").value !== "");
  await send(page);
  assert.equal(await page.locator("form").getAttribute("data-busy"), "1", "something is seen at once");
  await page.getByRole("heading", { name: "Laporan Anda sudah kami terima" }).waitFor();
  await page.goto("/kirim");
  await page.getByText("Penyimpanan HP ini sedang tidak bisa dibaca").waitFor();
  await context.close();
});

test("'send now' means this one: a server's wish to be left alone holds for the others", async () => {
  const { context, page } = await open();
  let attempts = 0;
  await page.route(API, (route) => {
    attempts++;
    return route.fulfill({ status: 429, headers: { "retry-after": "600" }, contentType: "application/problem+json", body: "{}" });
  });
  for (const story of ["Pertama", "Kedua"]) {
    await page.goto("/lapor");
    await write(page, story);
    await send(page);
    await page.locator("#saved[data-waits]").waitFor();
  }
  assert.equal(attempts, 2);
  await page.goto("/kirim");
  await page.locator("#rows > li", { hasText: "Kedua" }).getByRole("button", { name: "Kirim sekarang" }).click();
  await until(page, async () => (await self.outbox.run((rows) => rows.getAll())).some(({ attempts }) => attempts === 2));
  assert.deepEqual((await rows(page)).map((row) => row.attempts), [1, 2]);
  assert.equal(attempts, 3);
  await context.close();
});

test("a captive portal's redirect does not get the words", async () => {
  const { context, page } = await open();
  let asked = false;
  await page.route("**/login", (route) => {
    asked = true;
    return route.fulfill({ status: 200, body: "<h1>Login</h1>" });
  });
  await page.route(API, (route) => route.fulfill({ status: 307, headers: { location: "/login" } }));
  await write(page, "Jangan ikut ke halaman login");
  await send(page);
  await page.locator("#saved[data-waits]").waitFor();
  assert.equal(asked, false);
  assert.equal((await rows(page))[0].receipt, undefined);
  await context.close();
});

test("what was refused and then taken is not offered again", async () => {
  const { context, page } = await open();
  await write(page, "Nomor salah, lalu benar");
  await page.getByLabel("Nomor HP").fill("abc");
  await send(page);
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Nomor HP").fill("");
  await page.evaluate(() => HTMLFormElement.prototype.submit.call(document.querySelector("[data-outbox]")));
  await page.getByRole("heading", { name: "Laporan Anda sudah kami terima" }).waitFor();
  await until(page, async () => (await self.outbox.run((_, drafts) => drafts.getAll())).length === 0);

  // An id that the server knows with other words.
  await page.goto("/lapor");
  const id = await page.locator("[name=id]").inputValue();
  const taken = { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify({ text: "Kata lain" }) };
  assert.equal((await fetch(`${system.origin}/api/v1/complaints/${id}`, taken)).status, 201);
  await write(page, "Kata saya");
  await send(page);
  await page.getByRole("heading", { name: "Laporan Anda sudah kami terima" }).waitFor();
  await until(page, async () => (await self.outbox.run((_, drafts) => drafts.getAll())).length === 0);
  await page.goto("/lapor");
  await until(page, () => document.querySelector("[name=id]").value !== "");
  assert.equal(await page.getByLabel("Apa yang terjadi?").inputValue(), "");
  await context.close();
});

test("words written while a draft is being found are not replaced by it", async () => {
  const { context, page } = await open();
  await write(page, "Draf yang lama");
  await until(page, async () => (await self.outbox.run((_, drafts) => drafts.getAll())).length === 1);
  await page.close();
  // A busy phone: the lock on the draft takes its time.
  const slow = await context.newPage();
  await slow.addInitScript(() => {
    const request = navigator.locks.request.bind(navigator.locks);
    self.held = new Promise((go) => (self.go = go));
    navigator.locks.request = async (name, ...more) => {
      if (name.startsWith("draft-")) await self.held;
      return request(name, ...more);
    };
  });
  await slow.goto("/lapor");
  await write(slow, "Kata yang baru");
  await slow.evaluate(() => self.go());
  await until(slow, async () => (await self.outbox.run((_, drafts) => drafts.getAll())).length === 2);
  assert.equal(await slow.getByLabel("Apa yang terjadi?").inputValue(), "Kata yang baru");
  const drafts = await slow.evaluate(() => self.outbox.run((_, drafts) => drafts.getAll()));
  assert.deepEqual(drafts.map(({ values }) => values.text).sort(), ["Draf yang lama", "Kata yang baru"]);
  await context.close();
});

// The reporter's side of a case: asked, answered, judged; with and without scripts, with and without a network.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { KEY, answered, appoint, fileCase } from "./office.mjs";
import { phone, startBrowser, startSystem } from "./system.mjs";
import { until } from "./until.mjs";

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
  appoint(system);
});
after(async () => {
  await browser?.close();
  await system?.stop();
});

const open = async (path, options = {}) => {
  const context = await browser.newContext({ ...phone, baseURL: system.origin, ...options });
  const page = await context.newPage();
  await page.goto(path);
  return { context, page };
};
const status = async (code) => {
  const reply = await fetch(`${system.origin}/api/v1/complaints/${code}`, { headers: { authorization: `Bearer ${KEY}` } });
  return reply.json();
};
const send = (page) => page.getByRole("button", { name: "Kirim", exact: true }).click();

test("without scripts: asked, answered, and the page says so", async () => {
  const one = await fileCase(system);
  await one.does("admin", { command: "ask_reporter", question: "Di depan pasar yang mana?" });
  const { context, page } = await open(one.path, { javaScriptEnabled: false });
  await page.getByText("Di depan pasar yang mana?").first().waitFor();
  await page.locator("#command").selectOption("complete");
  await page.locator("#text").fill("Pasar Gubug, sisi utara.\nDekat SPBU.");
  await send(page);
  await page.getByRole("status").waitFor();
  assert.equal((await status(one.code)).state, "received");
  await page.getByText("Pasar Gubug, sisi utara.").waitFor();
  await context.close();
});

test("what is missing is said, and no word is lost", async () => {
  const one = await answered(system);
  const { context, page } = await open(one.path, { javaScriptEnabled: false });
  await send(page);
  await page.getByRole("alert").waitFor();
  await page.locator("#command").selectOption("object");
  await send(page);
  await page.getByRole("alert").waitFor();
  assert.equal(await page.locator("#command").inputValue(), "object");
  assert.equal((await status(one.code)).state, "answered");
  // Words that do not fit into a message come back whole.
  const long = "sangat ".repeat(1500);
  await page.locator("#text").fill(long);
  await send(page);
  await page.getByRole("alert").waitFor();
  assert.equal(await page.locator("#text").inputValue(), long);
  await page.locator("#text").fill("Baru separuhnya");
  await send(page);
  await page.getByRole("status").waitFor();
  assert.equal((await status(one.code)).state, "in_progress");
  await context.close();
});

test("the connection dies: it is kept on the phone, sent once, and the case moves", async () => {
  const one = await answered(system);
  const { context, page } = await open(one.path);
  await until(page, () => navigator.serviceWorker.ready.then(() => true));
  await context.setOffline(true);
  await page.locator("#command").selectOption("object");
  await page.locator("#text").fill("Hanya separuh yang ditambal");
  await send(page);
  const saved = page.locator("#saved[data-state=queued]");
  await saved.waitFor();
  await page.goto("/kirim");
  const row = page.locator("#rows > li", { hasText: one.code });
  await row.waitFor();
  assert.match(await row.innerText(), /Tersimpan di HP/);
  // It goes by itself.
  await context.setOffline(false);
  await until(page, async () => (await self.outbox.run((rows) => rows.getAll())).every(({ receipt }) => receipt));
  const now = await status(one.code);
  assert.deepEqual([now.state, now.seq], ["in_progress", 4]);
  // Once more, however often it is tried.
  await page.evaluate(() => self.outbox.drain(2).then(() => true));
  assert.equal((await status(one.code)).seq, 4);
  await page.goto(one.path);
  await page.getByText("Hanya separuh yang ditambal").first().waitFor();
  await context.close();
});

test("with a network the page shows the new state at once", async () => {
  const one = await answered(system);
  const { context, page } = await open(one.path);
  await page.locator("#command").selectOption("confirm");
  await page.locator("#stars-4").check();
  await page.locator("[name=solved][value=yes]").check();
  await send(page);
  await page.waitForURL(/s=/);
  assert.equal((await status(one.code)).state, "closed");
  await page.getByRole("heading", { name: "Jalan berlubang di depan Pasar Gubug" }).waitFor();
  // And again, from the page that came.
  await page.locator("#command").selectOption("reopen");
  await page.locator("#text").fill("Berlubang lagi setelah hujan");
  await send(page);
  await page.getByText("Berlubang lagi setelah hujan").first().waitFor();
  assert.equal((await status(one.code)).state, "in_progress");
  await context.close();
});

test("a reply that came too late comes back with its words", async () => {
  const one = await answered(system);
  const { context, page } = await open(one.path);
  await page.locator("#command").selectOption("object");
  await page.locator("#text").fill("Saya keberatan");
  // Meanwhile the reporter agreed on another phone.
  await one.does("reporter", { command: "confirm" });
  await send(page);
  await page.getByRole("alert").waitFor();
  await page.getByText("Saya keberatan").first().waitFor();
  assert.equal((await status(one.code)).state, "closed");
  await context.close();
});

test("a reply kept without a network that came too late: no word of it is lost", async () => {
  const one = await answered(system);
  const { context, page } = await open(one.path);
  await until(page, () => navigator.serviceWorker.ready.then(() => true));
  await context.setOffline(true);
  await page.locator("#command").selectOption("object");
  await page.locator("#text").fill("Masih berlubang di sisi timur");
  await send(page);
  await page.locator("#saved[data-state=queued]").waitFor();
  await page.goto("/kirim");
  await one.does("reporter", { command: "confirm" });
  await context.setOffline(false);
  const row = page.locator("#rows > li[data-state=refused]");
  await row.waitFor();
  await row.locator("[data-do=edit]").click();
  // What was chosen is gone, the words and the reason are there.
  await page.locator("#vanished").waitFor();
  const words = page.locator("#text");
  await until(page, () => document.getElementById("text").value === "Masih berlubang di sisi timur");
  assert.ok(await words.isVisible());
  await page.goto("/kirim");
  await page.locator("#rows > li[data-state=draft]").waitFor();
  const drafts = await page.evaluate(() => self.outbox.run((_, drafts) => drafts.getAll()));
  assert.deepEqual(drafts.map(({ values }) => values.text), ["Masih berlubang di sisi timur"]);
  await context.close();
});

test("strangers see the state, not the conversation", async () => {
  const one = await fileCase(system, { confidential: true });
  assert.equal((await fetch(`${system.origin}/l/${one.code}`)).status, 404);
  const open = await fileCase(system);
  await open.does("admin", { command: "ask_reporter", question: "Nama saksinya siapa?" });
  await open.does("reporter", { command: "complete", text: "Pak Budi tetangga saya" });
  const page = await (await fetch(`${system.origin}/l/${open.code}`)).text();
  for (const secret of ["saksinya", "Budi", "o-admin", "Petugas admin", 'name="command"']) assert.ok(!page.includes(secret), secret);
});

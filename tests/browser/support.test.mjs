// Support of somebody else's complaint and joining one: with and without scripts, with and without a network.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertGood } from "./good_page.mjs";
import { appoint, fileCase } from "./office.mjs";
import { phone, startBrowser, startSystem } from "./system.mjs";
import { until } from "./until.mjs";

const STORY = "Jalan berlubang besar di depan pasar Gubug, motor sering jatuh di sini.";
const ASSIGN = {
  command: "assign",
  kind: "complaint",
  category: "JLN-01",
  title: "Jalan berlubang di depan pasar",
  agency: "kab-grobogan",
  unit: "kabkota:dpupr",
};

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
const published = async () => {
  const one = await fileCase(system);
  await one.does("admin", ASSIGN);
  return one;
};
const support = (page) => page.getByRole("button", { name: /dukung$/ }).first();

test("without scripts: thanks, the number, and a way back", async () => {
  const one = await published();
  const { context, page } = await open(`/l/${one.code}`, { javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
  await support(page).click();
  await page.getByRole("status").waitFor();
  await page.getByText("1 warga mendukung laporan ini.").waitFor();
  await page.getByRole("button", { name: "Batal dukung" }).click();
  await page.getByText("Dukungan Anda sudah dibatalkan.").waitFor();
  await page.getByText("Belum ada warga").waitFor();
  await context.close();
});

test("without a network it waits on the phone and counts once it is there", async () => {
  const one = await published();
  const { context, page } = await open(`/l/${one.code}`);
  await assertGood(page, "the page of a stranger");
  await until(page, () => navigator.serviceWorker.ready.then(() => true));
  await context.setOffline(true);
  await support(page).click();
  await page.locator("#saved[data-state=queued]").waitFor();
  await assertGood(page, "a support that waits");
  await page.goto("/kirim");
  await page.locator("#rows > li", { hasText: one.code }).waitFor();
  await context.setOffline(false);
  await page.locator("#rows > li[data-state=received]", { hasText: one.code }).waitFor();
  await page.goto(`/l/${one.code}`);
  await page.getByText("1 warga mendukung laporan ini.").waitFor();
  await page.getByRole("button", { name: "Batal dukung" }).waitFor();
  await context.close();
});

test("while writing, one is shown, chosen, and joined when it arrives", async () => {
  const lead = await published();
  const { context, page } = await open("/lapor");
  await page.locator("#text").fill(STORY);
  await page.locator("#place").fill("Gubug, Grobogan");
  const similar = page.locator("#similar");
  await similar.getByText(lead.code).waitFor();
  await assertGood(page, "the form with similar complaints");
  const item = similar.locator("div", { hasText: lead.code });
  await item.getByRole("button", { name: "Ikut melapor" }).click();
  assert.equal(await page.locator("[name=joins]").inputValue(), lead.code);
  await page.getByRole("button", { name: "Kirim laporan" }).click();
  await page.getByText("Laporan Anda bergabung dengan laporan lain").waitFor();
  await context.close();
});

test("what is to be secret is asked about nowhere", async () => {
  const { context, page } = await open("/lapor");
  const asked = [];
  page.on("request", (request) => request.url().includes("serupa") && asked.push(request));
  await page.locator("#text").fill("Jalan");
  await page.locator("#similar").waitFor({ state: "attached" });
  await page.clock.install();
  await page.locator("#confidential").check();
  await page.locator("#text").fill(STORY);
  await page.locator("#place").fill("Gubug, Grobogan");
  // Longer than it waits for more words.
  await page.clock.runFor(5_000);
  assert.deepEqual(asked, []);
  await page.locator("#confidential").uncheck();
  const answer = page.waitForRequest((request) => request.url().includes("serupa"));
  await page.clock.runFor(5_000);
  const request = await answer;
  assert.equal(request.method(), "POST");
  assert.ok(!request.url().includes("?") && !("cookie" in request.headers()));
  assert.equal(asked.length, 1);
  await context.close();
});

test("without scripts the receipt leads to those that may be the same", async () => {
  const lead = await published();
  const { context, page } = await open("/lapor", { javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
  await page.locator("#text").fill(STORY);
  await page.locator("#place").fill("Kecamatan Gubug, Kabupaten Grobogan");
  await page.getByRole("button", { name: "Kirim laporan" }).click();
  await page.getByRole("link", { name: "Apakah sudah ada yang melapor hal serupa?" }).click();
  await page.getByRole("button", { name: `Ikut melapor ${lead.code}` }).click();
  await page.getByText("Laporan Anda bergabung dengan laporan lain").first().waitFor();
  await context.close();
  const scripted = await open(`${lead.path}`);
  await scripted.page.getByText(/orang lain melaporkan/).waitFor();
  await assertGood(scripted.page, "a lead");
  await scripted.context.close();
});

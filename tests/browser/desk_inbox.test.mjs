// The officers' inbox in a browser: dense on a desk, cards on a phone, without scripts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { employ, signIn } from "./desk.mjs";
import { appoint, fileCase } from "./office.mjs";
import { phone, startBrowser, startSystem } from "./system.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const desktop = { viewport: { width: 1366, height: 768 } };

let system;
let browser;
const cases = [];
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
  appoint(system);
  employ(system, { custodian: ["custodian", null, null] });
  for (let number = 0; number < 16; number += 1) {
    const text = `Jalan berlubang nomor ${number} di depan Pasar Gubug, motor jatuh tiap malam`;
    cases.push(await fileCase(system, { text, confidential: number % 3 === 0 }));
  }
  const title = "Jalan berlubang di depan Pasar Gubug";
  for (const one of cases.slice(0, 13)) {
    await one.does("admin", { command: "assign", kind: "complaint", category: "JLN-01", title, agency: "kab-grobogan" });
  }
});
after(async () => {
  await browser?.close();
  await system?.stop();
});

async function open(name, options) {
  const context = await browser.newContext({ baseURL: system.origin, ...options });
  await signIn(system, context, name);
  const page = await context.newPage();
  return { context, page };
}

async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((tags) => window.axe.run({ runOnly: tags }), TAGS);
  const enhanced = await page.evaluate(async () => {
    const rules = { "color-contrast-enhanced": { enabled: true } };
    return (await window.axe.run({ runOnly: ["color-contrast-enhanced"], rules })).violations;
  });
  return [...violations, ...enhanced].map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

const shot = async (page, name) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

test("twelve rows and more are visible on a small desk screen, and every page is accessible", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { context, page } = await open("coordinator", { ...desktop, colorScheme });
    await page.goto("/meja");
    const visible = await page.locator("tr[data-row]").evaluateAll(
      (rows) => rows.filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length,
    );
    await shot(page, `inbox-desk-${colorScheme}`);
    assert.ok(visible >= 12, `${visible} rows`);
    for (const path of ["/meja", "/en/meja?status=assigned&tenggat=week&x=1", "/meja?q=tidakada", "/meja/pengganti"]) {
      await page.goto(path);
      assert.deepEqual(await violations(page), [], path);
      await shot(page, `desk-${colorScheme}${path.replace(/\W+/g, "-")}`);
    }
    await context.close();
  }
  const { context, page } = await open("custodian", desktop);
  // Who reads no lists begins in their own room.
  const answer = await page.goto("/meja");
  assert.equal(answer.status(), 200);
  assert.notEqual(new URL(page.url()).pathname, "/meja");
  assert.deepEqual(await violations(page), []);
  await context.close();
});

test("on a phone rows are cards that fit and can be touched", async () => {
  const { context, page } = await open("coordinator", phone);
  for (const path of ["/meja", "/en/meja?status=assigned", "/meja/pengganti"]) {
    await page.goto(path);
    await shot(page, `phone${path.replace(/\W+/g, "-")}`);
    assert.deepEqual(await violations(page), [], path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${path}: ${width} px`);
    const small = await page
      .locator("main a, main button, main select, main input:not([type=hidden]):not([type=checkbox]), main label:has([type=checkbox])")
      .evaluateAll((all) =>
        all
          .filter((one) => one.checkVisibility())
          .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect().height])
          .filter(([, height]) => height < 47.5),
      );
    assert.deepEqual(small, [], path);
  }
  await context.close();
});

test("without scripts rows are ticked, looked at and assigned", async () => {
  const { context, page } = await open("admin", { ...desktop, javaScriptEnabled: false });
  await page.goto("/meja?giliran=saya");
  const boxes = page.locator("tr[data-row] input[type=checkbox]");
  assert.equal(await boxes.count(), 3);
  await page.getByRole("button", { name: "Teruskan" }).click();
  await page.getByRole("alert").getByText("Centang satu laporan").waitFor();
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole("button", { name: "Teruskan" }).click();
  await page.getByLabel("Instansi").selectOption("kab-grobogan");
  await page.getByRole("button", { name: "Lihat dahulu" }).click();
  await page.getByRole("heading", { name: "Yang akan terjadi" }).waitFor();
  await page.locator("[name=t-0]").fill("Lubang di jalan pasar");
  await page.getByRole("button", { name: "Lakukan untuk 2 laporan" }).click();
  await page.getByRole("heading", { name: "Hasil" }).waitFor();
  assert.equal(await page.locator("tr[data-row]").filter({ hasText: "Selesai" }).count(), 2);
  await page.goto("/meja?giliran=saya");
  assert.equal(await page.locator("tr[data-row]").count(), 1);
  await context.close();
});

test("the pages of work on many cases are accessible, also with something to mend", async () => {
  const { context, page } = await open("coordinator", desktop);
  for (const [verb, width] of [["Serahkan ke unit", 1366], ["Tanggapi", 360]]) {
    await page.setViewportSize({ width, height: 768 });
    await page.goto("/meja");
    await page.locator("tr[data-row] input[type=checkbox]").first().check();
    await page.getByRole("button", { name: verb }).click();
    assert.deepEqual(await violations(page), [], verb);
    if (verb === "Tanggapi") {
      await page.getByLabel("Tanggapan").fill("Sudah ditambal.");
      await page.getByLabel("Hasil").selectOption("done");
      await page.getByRole("button", { name: "Lihat dahulu" }).click();
      await page.getByRole("alert").waitFor();
      assert.equal(await page.getByLabel("Tanggapan").inputValue(), "Sudah ditambal.");
      assert.deepEqual(await violations(page), [], "with a mistake");
      await page.getByLabel("Hasil").selectOption("informed");
    }
    await page.getByRole("button", { name: "Lihat dahulu" }).click();
    await page.getByRole("heading", { name: "Yang akan terjadi" }).waitFor();
    assert.deepEqual(await violations(page), [], `${verb}, preview`);
    await shot(page, `bulk-${width}`);
    const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(scrolled <= width, `${scrolled} px`);
  }
  await context.close();
});

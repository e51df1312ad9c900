// Administration in a real browser: accessible, large enough to touch, and whole without scripts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { employ, signIn } from "./desk.mjs";
import { startBrowser, startSystem } from "./system.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
  employ(system);
  for (const place of ["Gubug", "Purwodadi"]) {
    await fetch(`${system.origin}/api/v1/complaints/${crypto.randomUUID()}`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: "Jalan rusak, lubang besar di depan pasar", place: `Kecamatan ${place}, Kabupaten Grobogan` }),
    });
  }
});
after(async () => {
  await browser?.close();
  await system?.stop();
});

const PATHS = [
  "/meja/atur",
  "/meja/atur/tabel/agency?cari=grobogan",
  "/meja/atur/tabel/terms",
  "/meja/atur/tabel/category/baris?kunci=JLN-01",
  "/meja/atur/tabel/holiday/baris",
  "/meja/atur/tabel/routing_rule/impor",
  "/meja/atur/petugas",
  "/meja/atur/petugas/o-liaison",
  "/meja/atur/riwayat",
];

// A working day that is not over yet: the deadlines of what was filed just now lie behind it.
function soon() {
  const day = new Date(Date.now() + 36 * 3_600_000);
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

async function open(language, name, options) {
  const context = await browser.newContext({ baseURL: system.origin, ...options });
  await signIn(system, context, name);
  const page = await context.newPage();
  return { context, page };
}

async function addHoliday(page, prefix, name) {
  await page.goto(`${prefix}/meja/atur/tabel/holiday/baris`);
  await page.locator("#f-date").fill(soon());
  await page.locator("#f-kind").selectOption("cuti_bersama");
  await page.locator("#f-name_id").fill(name);
  await page.locator("#f-name_en").fill("Joint leave of a test");
  await page.locator("#f-status").selectOption("official");
  await page.locator("#f-is_working_day").selectOption("0");
  await page.locator("#alasan").fill("SKB 3 Menteri");
  await page.locator("button[value=ubah]").click();
  await page.waitForURL("**/usul/**");
}

async function assertGood(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((tags) => axe.run({ runOnly: tags }), TAGS);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  assert.deepEqual(found, [], `axe on ${name}`);
  const contrast = await page.evaluate(async () => {
    const { violations } = await axe.run({ runOnly: ["color-contrast-enhanced"], rules: { "color-contrast-enhanced": { enabled: true } } });
    return violations.flatMap(({ nodes }) => nodes.map((node) => node.html));
  });
  assert.deepEqual(contrast, [], `7:1 contrast on ${name}`);
  const layout = await page.evaluate(() => {
    const small = [];
    const isDense = innerWidth >= 1024;
    for (const element of document.querySelectorAll("main a, main button, main input, main select, main textarea")) {
      if (element.type === "hidden") continue;
      const target = element.matches("[type=checkbox], [type=radio]") ? element.closest("label") : element;
      const { width, height } = target.getBoundingClientRect();
      if (!isDense && width > 0 && (height < 47.5 || width < 47.5)) small.push(`${element.outerHTML.slice(0, 80)} ${width}×${height}`);
    }
    return { small, overflow: document.documentElement.scrollWidth - innerWidth };
  });
  assert.deepEqual(layout.small, [], `48 px targets on ${name}`);
  assert.ok(layout.overflow <= 0, `${name} scrolls sideways by ${layout.overflow} px`);
}

// Each width, scheme and language twice, in another combination.
const LOOKS = [
  [360, 740, "light", ""],
  [1366, 768, "light", "/en"],
  [360, 740, "dark", "/en"],
  [1366, 768, "dark", ""],
];
for (const [width, height, colorScheme, language] of LOOKS) {
  test(`administration at ${width} px, ${colorScheme}${language}`, async () => {
    const { context, page } = await open("", "admin", { viewport: { width, height }, colorScheme });
    const shoot = async (name) => {
      await assertGood(page, name);
      const folder = process.env.SCREENSHOTS;
      if (folder) await page.screenshot({ path: `${folder}/${name.replaceAll(/[^a-z0-9]+/gi, "-")}-${width}-${colorScheme}.png`, fullPage: true });
    };
    for (const path of PATHS) {
      const reply = await page.goto(`${language}${path}`);
      assert.equal(reply.status(), 200, path);
      await shoot(`${language}${path}`);
    }
    await page.goto(`${language}/meja/atur/tabel/terms/baris`);
    await page.locator("#f-rule").fill("kapan-kapan");
    await page.locator("#f-value").fill("banyak");
    await page.locator("#alasan").fill("uji");
    await page.locator("button[value=ubah]").click();
    await page.locator("#salah").waitFor();
    await shoot(`${language} form with mistakes`);
    await addHoliday(page, language, `Cuti ${width} ${colorScheme} ${language}`);
    await shoot(`${language} preview`);
    await page.locator("main form button").click();
    await page.waitForURL("**/riwayat/**");
    await shoot(`${language} change`);
    await page.goto(`${language}/meja/atur/tabel/holiday/impor`);
    await page.locator("#isi-csv").fill("date,weekday,kind,name_id,name_en,status,is_working_day,note\n2027-02-30,Mon,x,,,,5,\nsatu");
    await page.locator("#alasan").fill("uji");
    await page.locator("main form button").click();
    await page.locator("#salah").waitFor();
    await shoot(`${language} import with mistakes`);
    assert.match(await page.locator("#isi-csv").inputValue(), /satu$/);
    await context.close();
  });
}

test("an agency is found by its name, without scripts as well", async () => {
  const { context, page } = await open("", "admin", { javaScriptEnabled: false });
  const invite = async (agency) => {
    await page.goto("/meja/atur/undang");
    await page.locator("#nama").fill("Sari");
    await page.locator("#peran").selectOption("channel_operator");
    await page.locator("#instansi").fill(agency);
    await page.locator("#alasan").fill("SK uji");
    await page.locator("main form button").click();
  };
  // Several are called so: they are offered.
  await invite("bandung");
  await page.locator("#salah").waitFor();
  assert.ok((await page.locator("#agencies option").count()) > 1);
  await invite("pemkab bandung");
  await page.locator("#tautan").waitFor();
  await page.goto("/meja/atur/petugas?cari=Sari");
  assert.match(await page.locator("main").innerText(), /Petugas loket – Pemkab Bandung/);
  await context.close();
});

test("a file is uploaded, looked at and stored without scripts and without a mouse", async () => {
  const { context, page } = await open("", "admin", { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  await page.goto("/meja/atur/tabel/holiday/impor");
  await page.locator("#berkas").setInputFiles({
    name: "libur.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`\ufeffdate,weekday,kind,name_id,name_en,status,is_working_day,note\n2027-06-07,Mon,libur_pemilu,Pemilu uji,Election,official,0,"a ""b"", c"\n`),
  });
  await page.locator("#alasan").focus();
  await page.keyboard.type("Keputusan KPU");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/usul/**");
  assert.match(await page.locator("main").innerText(), /1 ditambah, 0 diubah/);
  await page.locator("main form button").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/riwayat/**");
  assert.match(await page.locator("main").innerText(), /a "b", c/);
  // The same button is on the page before: what it does is done already.
  await page.goBack();
  await page.waitForURL("**/riwayat/**");
  await context.close();
});

// What is sealed, at the desk: the whole way by keyboard and without scripts; every page accessible, in both languages,
// light and dark, on a phone and at a desk.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { employ, signIn } from "./desk.mjs";
import { appoint, fileCase } from "./office.mjs";
import { startBrowser, startSystem } from "./system.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const NAME = "Siti Rahasia";

let system;
let browser;
let code;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
  appoint(system);
  employ(system, {
    "other-unit": ["liaison_officer", "kab-grobogan", "kabkota:dlh"],
    custodian: ["custodian", null, null],
    auditor: ["auditor", null, null],
  });
  const text = "Pak Budi (081234567890) membuang sampah di belakang pasar\n\nsetiap malam";
  const one = await fileCase(system, { text, anonymous: true, reporter: { name: NAME, phone: "081298765432" } });
  ({ code } = one);
  const title = "Sampah di belakang pasar";
  await one.does("admin", { command: "assign", kind: "complaint", category: "JLN-01", title, agency: "kab-grobogan" });
  await one.does("coordinator", { command: "delegate", unit: "kabkota:dpupr" });
});
after(async () => {
  await browser?.close();
  await system?.stop();
});

async function desk(who, options = {}) {
  const { isProved, ...more } = options;
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, baseURL: system.origin, ...more });
  await signIn(system, context, who, { isProved });
  return { context, page: await context.newPage() };
}

// Types into the field that has the focus, or moves there by Tab.
async function tabTo(page, name) {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => [document.activeElement?.id, document.activeElement?.textContent?.trim()]);
    if (found.includes(name)) return;
  }
  assert.fail(`${name} is not reached by Tab`);
}

async function assertGood(page, name, fewest) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((tags) => axe.run({ runOnly: tags }), TAGS);
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`), [], `axe on ${name}`);
  const contrast = await page.evaluate(async () => {
    const { violations } = await axe.run({ runOnly: ["color-contrast-enhanced"], rules: { "color-contrast-enhanced": { enabled: true } } });
    return violations.flatMap(({ nodes }) => nodes.map((node) => node.html));
  });
  assert.deepEqual(contrast, [], `7:1 contrast on ${name}`);
  const layout = await page.evaluate((fewest) => {
    const small = [];
    for (const element of document.querySelectorAll("main a, main button, main input, main select, main textarea, main summary")) {
      if (element.type === "hidden") continue;
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && (height < fewest || width < fewest)) small.push(`${element.outerHTML.slice(0, 80)} ${width}×${height}`);
    }
    return { small, overflow: document.documentElement.scrollWidth - innerWidth };
  }, fewest);
  assert.deepEqual(layout.small, [], `targets on ${name}`);
  assert.ok(layout.overflow <= 0, `${name} scrolls sideways by ${layout.overflow} px`);
}

test("an identity is asked for, released and seen by keyboard only, without scripts", async () => {
  // The keyboard is watched by the test's own evaluate, which works without the page's scripts too.
  const { context, page } = await desk("liaison");
  await page.route(/\.js(\?|$)/, (route) => route.abort());
  await page.goto(`/meja/segel/${code}`);
  await tabTo(page, "basis");
  await page.keyboard.type("Pasal 26 Perpres 76/2013");
  await tabTo(page, "Kirim permintaan");
  await page.keyboard.press("Enter");
  // Nothing is lost, and the summary leads to the field.
  await page.getByRole("alert").waitFor();
  assert.equal(await page.locator("#basis").inputValue(), "Pasal 26 Perpres 76/2013");
  await tabTo(page, "Tulis alasannya, paling sedikit 20 huruf.");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#reason$/);
  await tabTo(page, "reason");
  await page.keyboard.type("Pelapor diancam dan perlu dilindungi petugas.");
  await tabTo(page, "Kirim permintaan");
  await page.keyboard.press("Enter");
  await page.getByText("Menunggu penjaga segel").first().waitFor();

  const custodian = await desk("custodian", { viewport: { width: 360, height: 740 } });
  await custodian.page.goto("/meja/segel");
  await tabTo(custodian.page, `Periksa permintaan ${code}`);
  await custodian.page.keyboard.press("Enter");
  await custodian.page.getByText("Pelapor diancam dan perlu dilindungi petugas.").waitFor();
  await tabTo(custodian.page, "sentence");
  await custodian.page.keyboard.type("Ancamannya tercatat.");
  await tabTo(custodian.page, "Izinkan");
  await custodian.page.keyboard.press("Enter");
  await custodian.page.getByText("Tidak ada permintaan yang menunggu.").waitFor();
  await custodian.context.close();

  // Somebody who sits down at an unlocked computer must prove first who they are.
  const asleep = await desk("liaison", { isProved: false });
  await asleep.page.goto(`/meja/segel/${code}`);
  assert.equal(await asleep.page.getByRole("button", { name: "Lihat identitas sekarang" }).count(), 0);
  await asleep.page.getByRole("link", { name: "Buktikan dulu bahwa ini Anda" }).waitFor();
  await asleep.context.close();

  await page.goto(`/meja/segel/${code}`);
  await tabTo(page, "Lihat identitas sekarang");
  await page.keyboard.press("Enter");
  await page.getByText(NAME).waitFor();
  await assertGood(page, "the identity", 27.5);
  // Neither Back nor the history of the browser brings it again.
  await page.goto(`/meja/segel/${code}`);
  assert.equal(await page.getByText(NAME).count(), 0);
  await page.getByText("Sudah dilihat").waitFor();
  await context.close();
});

test("a verifier masks the public text beside the original", async () => {
  const { context, page } = await desk("coordinator", { javaScriptEnabled: false });
  await page.goto(`/meja/kasus/${code}/samarkan`);
  const field = page.getByRole("textbox", { name: "Yang dibaca umum" });
  assert.match(await field.inputValue(), /^Pak Budi \(\[nomor telepon\]\) membuang/);
  await field.fill("[nama] membuang sampah di belakang pasar\n\nsetiap malam");
  await page.getByRole("button", { name: "Tampilkan teks ini untuk umum" }).click();
  await page.getByText("Umum sekarang membaca teks yang disamarkan.").waitFor();
  const other = await browser.newContext({ baseURL: system.origin });
  const citizen = await other.newPage();
  await citizen.goto(`/l/${code}`);
  await citizen.getByText("Sebagian disamarkan oleh verifikator.").waitFor();
  assert.equal(await citizen.getByText("Budi").count(), 0);
  await other.close();
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[320, 640], [1366, 768]]) {
    test(`every page of what is sealed at ${width} px, ${colorScheme}`, async () => {
      // Nothing is denser than 28 px at a desk, or than 48 px on a phone.
      const fewest = width < 1024 ? 47.5 : 27.5;
      const rooms = {
        custodian: ["/meja/segel"],
        coordinator: ["/meja/segel", "/meja/segel?kode=salah", `/meja/segel/${code}`, `/meja/kasus/${code}/samarkan`],
        auditor: ["/meja/segel/catatan", "/meja/segel/catatan?kode=x&dari=kemarin", "/meja/segel/catatan?jenis=key_replaced"],
      };
      for (const [who, paths] of Object.entries(rooms)) {
        const { context, page } = await desk(who, { viewport: { width, height }, colorScheme });
        for (const language of ["", "/en"]) {
          for (const path of paths) {
            await page.goto(`${language}${path}`);
            await assertGood(page, `${who}: ${language}${path}`, fewest);
            if (process.env.SHOTS) {
              const name = `${who}${language}${path}-${width}-${colorScheme}`.replace(/[^a-zA-Z0-9-]/g, "_");
              await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
            }
          }
        }
        await context.close();
      }
    });
  }
}

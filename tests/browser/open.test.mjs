// What is public: accessible at every width, reached by keyboard, said in tables too, small on the wire.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertGood } from "./good_page.mjs";
import { appoint, fileCase } from "./office.mjs";
import { startBrowser, startSystem } from "./system.mjs";

// Two pages of the list.
const CASES = 24;
const GUBUG = { lat: -7.06, lon: 110.67 };
const WORDS =
  "Jalan di depan Pasar Gubug rusak parah sejak dua bulan lalu. Lubangnya dalam, tiap hari ada yang jatuh, anak sekolah " +
  "lewat sini, dan pertanggungjawabannya dilempar-lempar antara kabupaten dan provinsi. Nomor ";

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
  appoint(system);
  for (let number = 0; number < CASES; number += 1) {
    const one = await fileCase(system, { text: `${WORDS}${number}.`, ...GUBUG });
    const title = `Jalan berlubang di depan Pasar Gubug nomor ${number}`;
    await one.does("admin", { command: "assign", kind: "complaint", category: "JLN-01", title, agency: "kab-grobogan" });
    if (number % 2) await one.does("coordinator", { command: "answer", outcome: "informed", text: "Sudah kami tambal." });
  }
  const swept = await fetch(`${system.origin}/cdn-cgi/handler/scheduled?time=${Date.now()}`);
  assert.equal(swept.status, 200);
});
after(async () => {
  await browser?.close();
  await system?.stop();
});

const PAGES = [
  "/laporan",
  "/laporan?q=jalan&wilayah=33.15&kategori=JLN-01",
  "/laporan?q=gajah",
  "/laporan?q=gajah+jalan",
  "/laporan?q=1T84-C982-S8WA-J",
  "/laporan?q=*&urut=dukungan",
  "/laporan?wilayah=99",
  "/peta",
  "/peta?wilayah=33",
  "/peta?wilayah=33.15",
  "/peta?wilayah=33.15.17&status=assigned",
  "/statistik",
  "/statistik?wilayah=33",
  "/statistik?kategori=JLN",
  "/statistik/metode",
  "/instansi/kab-grobogan",
  "/instansi/kab-demak",
  "/poster?wilayah=33.15",
  "/poster/kab-grobogan",
];

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[320, 640], [1366, 768]]) {
    test(`every public page at ${width} px, ${colorScheme}`, async () => {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, baseURL: system.origin });
      const page = await context.newPage();
      for (const language of ["", "/en"]) {
        for (const path of PAGES) {
          await page.goto(`${language}${path}`);
          await assertGood(page, `${language}${path}`);
        }
      }
      await context.close();
    });
  }
}

test("a chart has a name, and a table beside it has its numbers", async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, baseURL: system.origin });
  const page = await context.newPage();
  for (const path of ["/statistik", "/en/statistik", "/instansi/kab-grobogan"]) {
    await page.goto(path);
    const charts = await page.getByRole("img").all();
    assert.ok(charts.length >= 2, `${path} has charts`);
    for (const chart of charts) {
      const said = await chart.evaluate((svg) =>
        svg.getAttribute("aria-labelledby").split(" ").map((id) => document.getElementById(id)?.textContent.trim()));
      assert.ok(said.every((words) => words?.length > 5), `${path}: ${said}`);
    }
    const received = await page.locator("table").first().locator("tbody tr").evaluateAll((rows) =>
      rows.map((row) => row.cells[1].textContent.trim()));
    assert.ok(received.includes(String(CASES)), `${path}: ${received}`);
  }
  await context.close();
});

test("the map is walked through by keyboard alone", async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false, baseURL: system.origin });
  const page = await context.newPage();
  const walk = async (name) => {
    // A map of the country has 38 parts, one of a regency some more.
    for (let step = 0; step < 150; step += 1) {
      await page.keyboard.press("Tab");
      const focused = page.locator("svg a:focus");
      if ((await focused.count()) && name.test(await focused.getAttribute("aria-label"))) {
        const before = page.url();
        await page.keyboard.press("Enter");
        await page.waitForURL((url) => url.href !== before);
        return;
      }
    }
    assert.fail(`no key leads to ${name}`);
  };
  await page.goto("/peta");
  await walk(/^Jawa Tengah: 24 /);
  await walk(/^Kabupaten Grobogan: 24 /);
  assert.match(page.url(), /\/peta\?wilayah=33\.15$/);
  await walk(/^Jalan berlubang di depan Pasar Gubug nomor/);
  assert.match(page.url(), /\/l\//);
  // The same is a list.
  await page.goto("/peta?wilayah=33.15");
  assert.equal(await page.locator(".om-list > li").count(), CASES);
  await context.close();
});

test("a public page is one request of at most 10,000 bytes with headers", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: system.origin });
  const page = await context.newPage();
  for (const path of ["/laporan", "/en/laporan", "/laporan?q=jalan&wilayah=33.15&kategori=JLN-01", "/statistik", "/instansi/kab-grobogan"]) {
    const client = await context.newCDPSession(page);
    await client.send("Network.enable");
    await client.send("Network.setCacheDisabled", { cacheDisabled: true });
    let requests = 0;
    let bytes = 0;
    client.on("Network.requestWillBeSent", ({ request }) => (requests += request.url.startsWith("data:") ? 0 : 1));
    client.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(path, { waitUntil: "networkidle" });
    await client.detach();
    if (path.startsWith("/laporan")) assert.equal(await page.locator(".ol-list > li").count(), 20);
    assert.equal(requests, 1, `${path} needs one request`);
    assert.ok(bytes > 500 && bytes <= 10_000, `${path} is ${bytes} bytes on the wire`);
  }
  await context.close();
});

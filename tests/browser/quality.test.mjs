// Every page: accessible, large enough to touch, without horizontal scrolling, small on the wire.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertGood } from "./good_page.mjs";
import { answered, appoint, fileCase } from "./office.mjs";
import { startBrowser, startSystem } from "./system.mjs";

let system;
let browser;
let receipt;
let one;
let asked;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
  const reply = await fetch(`${system.origin}/api/v1/complaints/${crypto.randomUUID()}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text: "Jalan berlubang di depan pasar\n\nsudah lama", place: "Malang" }),
  });
  receipt = await reply.json();
  appoint(system);
  one = await answered(system);
  asked = await fileCase(system);
  await asked.does("admin", { command: "ask_reporter", question: "Di depan pasar yang mana?" });
});
after(async () => {
  await browser?.close();
  await system?.stop();
});

const pages = () => [
  "/",
  "/lapor",
  "/lacak",
  "/lacak?code=7K3F-9QXM-4T2B-C",
  "/kirim",
  "/bantuan",
  "/privasi",
  "/tidak-ada",
  `/l/${receipt.tracking_code}`,
  `/l/${receipt.tracking_code}?k=${receipt.access_key}`,
  one.path,
  `/l/${one.code}`,
  asked.path,
  `/l/${one.code}/kunci`,
  `/l/${one.code}/masuk?t=${receipt.access_key}`,
];

// Pages that answer a form, reached as a citizen reaches them.
const answers = {
  async "the form with errors"(page) {
    await page.goto("/lapor");
    await page.locator("#phone").fill("abc");
    await page.locator("form button:not([type])").click();
    await page.getByRole("alert").waitFor();
  },
  async "what is saved on the phone"(page) {
    await page.goto("/lapor");
    await page.context().setOffline(true);
    await page.locator("#text").fill("Jalan berlubang di depan pasar");
    await page.locator("form button:not([type])").click();
    await page.locator("#saved[data-waits]").waitFor();
  },
  async "the receipt with a question"(page) {
    await page.goto("/lapor");
    await page.locator("#text").fill("Jalan berlubang di depan pasar");
    await page.locator("#place").fill("Malang");
    await page.locator("form button:not([type])").click();
    await page.locator("form.choices").waitFor();
  },
};

// What the phone keeps, in every state it can have.
async function fillOutbox(page) {
  await page.goto("/kirim");
  await page.evaluate(async () => {
    const row = { key: "AAECAwQFBgcICQoLDA0ODw", path: "/api/v1/complaints/", at: 1.79e12, attempts: 0, body: new ArrayBuffer(400) };
    const values = { text: "Lampu jalan di depan SD Negeri 2 Gubug mati ".repeat(5) };
    const rows = [
      { ...row, title: values.text.slice(0, 80), values, attempts: 3, tried: 1.79e12, wait: 4e12, held: 1 },
      { ...row, title: "", values, problem: { errors: [{ detail: "Ini bukan nomor telepon." }] } },
      { ...row, title: "Jalan rusak", receipt: { state: "received" }, news: { state: "in_progress", holder: "Dinas Perhubungan" }, asked: 8e15 },
    ].map((row, index) => ({ ...row, id: `00000000-0000-7000-8000-00000000000${index}`, code: "7K3F-9QXM-4T2B-C" }));
    for (const row of rows) await self.outbox.run((store) => store.put(row));
  });
  await page.goto("/kirim");
  await page.locator("#rows > li").nth(2).waitFor();
  for (const summary of await page.locator("#rows summary").all()) if (await summary.isVisible()) await summary.click();
}

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[320, 640], [1366, 768]]) {
    test(`every page at ${width} px, ${colorScheme}`, async () => {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, baseURL: system.origin });
      const page = await context.newPage();
      for (const language of ["", "/en"]) {
        for (const path of pages()) {
          await page.goto(`${language}${path}` || "/");
          await assertGood(page, `${language}${path}`);
        }
      }
      await fillOutbox(page);
      await assertGood(page, "the outbox with rows");
      for (const [name, reach] of Object.entries(answers)) {
        await reach(page);
        await assertGood(page, name);
        // Nothing of this page goes on when there is a network again.
        await page.goto("about:blank");
        await context.setOffline(false);
      }
      await context.close();
    });
  }
}

test("the form is one request of at most 6,000 bytes with headers", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: system.origin });
  const page = await context.newPage();
  for (const path of ["/", "/lapor", "/en/lapor"]) {
    const client = await context.newCDPSession(page);
    await client.send("Network.enable");
    await client.send("Network.setCacheDisabled", { cacheDisabled: true });
    let requests = 0;
    let bytes = 0;
    client.on("Network.requestWillBeSent", ({ request }) => (requests += request.url.startsWith("data:") ? 0 : 1));
    // Headers and body as they came, compressed by the local server (gzip: the worst case to budget for).
    client.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(path, { waitUntil: "networkidle" });
    await client.detach();
    assert.equal(requests, 1, `${path} needs one request`);
    assert.ok(bytes > 500 && bytes <= 6000, `${path} is ${bytes} bytes on the wire`);
  }
  await context.close();
});

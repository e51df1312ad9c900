// A citizen files a complaint and follows it, with scripts off and on, on a narrow phone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { phone, startBrowser, startSystem } from "./system.mjs";

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await system?.stop();
});

const STORY = "Lampu jalan di depan SD Negeri 2 Gubug mati sejak tiga minggu.\nAnak-anak takut lewat.";

for (const javaScriptEnabled of [false, true]) {
  describe(`scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    const open = async (path) => {
      const context = await browser.newContext({ ...phone, javaScriptEnabled, baseURL: system.origin });
      const page = await context.newPage();
      const problems = [];
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      page.on("pageerror", (error) => problems.push(String(error)));
      const response = await page.goto(path);
      return { context, page, problems, response };
    };

    test("from the home page to the receipt and back by the private link", async () => {
      const { context, page, problems } = await open("/");
      await page.getByLabel("Apa yang terjadi?").fill(STORY);
      await page.getByLabel("Di mana?").fill("Kec. Gubug, Kabupaten Grobogan");
      await page.getByLabel("Nomor HP").fill("0812-3456-7890");
      await page.getByRole("textbox", { name: "Nama" }).fill("Siti Aminah");
      await page.getByRole("button", { name: "Kirim laporan" }).click();
      await page.getByRole("heading", { name: "Laporan Anda sudah kami terima" }).waitFor();
      const code = await page.locator(".code").innerText();
      assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]$/);
      const receipt = await page.locator("main").innerText();
      assert.match(receipt, /Kabupaten Grobogan/);
      assert.match(receipt, /Diperiksa petugas paling lambat/);
      const share = await page.getByRole("link", { name: /WhatsApp/ }).getAttribute("href");
      assert.ok(share.startsWith("https://wa.me/?text=") && share.includes(code));
      assert.ok(!share.includes("k%3D") && !share.includes("Siti"), "no key and no name in what is shared");

      await page.getByRole("link", { name: "Buka halaman laporan" }).click();
      const mine = await page.locator("main").innerText();
      assert.ok(mine.includes("Anak-anak takut lewat.") && mine.includes("menunggu verifikasi"));
      assert.ok(!mine.includes("Siti"), "not even the reporter's own page shows the name");

      await page.goto(`/l/${code.toLowerCase()}`);
      const everybodys = await page.locator("main").innerText();
      assert.ok(everybodys.includes("menunggu verifikasi") && !everybodys.includes("Anak-anak"));
      assert.deepEqual(problems, []);
      await context.close();
    });

    test("errors keep every word and lead to their field", async () => {
      const { context, page } = await open("/lapor");
      const hostile = "</textarea><script>document.title='pwned'</script>\n\n  spasi di depan";
      await page.getByLabel("Apa yang terjadi?").fill(hostile);
      await page.getByLabel("Nomor HP").fill("tidak punya");
      await page.getByText("Tanggal dan jenis laporan").click();
      await page.getByLabel("Kapan terjadi?").fill("31-02-2026");
      await page.getByLabel(/^Aspirasi/).check();
      await page.getByLabel("Rahasia").check();
      await page.getByRole("button", { name: "Kirim laporan" }).click();
      const summary = page.getByRole("alert");
      await summary.waitFor();
      assert.equal(await summary.getByRole("link").count(), 2);
      assert.equal(await page.getByLabel("Apa yang terjadi?").inputValue(), hostile);
      assert.equal(await page.getByLabel("Nomor HP").inputValue(), "tidak punya");
      assert.equal(await page.getByLabel("Kapan terjadi?").inputValue(), "31-02-2026");
      assert.ok(await page.getByLabel(/^Aspirasi/).isChecked());
      assert.ok(await page.getByLabel("Rahasia").isChecked());
      assert.ok(!(await page.title()).includes("pwned"));
      await summary.getByRole("link", { name: /HP/ }).click();
      assert.equal(new URL(page.url()).hash, "#phone");
      await page.getByLabel("Nomor HP").fill("0812 3456 7890");
      await page.getByLabel("Kapan terjadi?").fill("20-11-2026");
      await page.getByRole("button", { name: "Kirim laporan" }).click();
      await page.locator(".code").waitFor();
      await context.close();
    });

    test("an ambiguous place is asked about, with buttons", async () => {
      const { context, page } = await open("/lapor");
      await page.getByLabel("Apa yang terjadi?").fill("Jalan di depan pasar berlubang dalam, banyak motor jatuh.");
      await page.getByLabel("Di mana?").fill("Malang");
      await page.getByRole("button", { name: "Kirim laporan" }).click();
      await page.getByRole("heading", { name: "Satu pertanyaan: di mana tepatnya?" }).waitFor();
      await page.getByRole("button", { name: "Kabupaten Malang" }).click();
      await page.getByText("Tempat sudah dicatat").waitFor();
      assert.match(await page.locator("main").innerText(), /Pemerintah Kabupaten Malang/);
      await context.close();
    });

    test("the English pages file and track as well", async () => {
      const { context, page } = await open("/en");
      await page.getByLabel("What happened?").fill("The street light is out in Kecamatan Gubug, Grobogan.");
      await page.getByRole("button", { name: "Send complaint" }).click();
      await page.getByRole("heading", { name: "We have received your complaint" }).waitFor();
      const code = await page.locator(".code").innerText();
      await page.getByRole("link", { name: "Track" }).click();
      await page.getByLabel("Tracking code").fill(code.replaceAll("-", " ").toLowerCase());
      await page.getByRole("button", { name: "Track" }).click();
      await page.getByText("Sent, waiting to be checked").waitFor();
      assert.equal(new URL(page.url()).pathname, `/en/l/${code}`);
      await context.close();
    });

  });
}

// With scripts the outbox keeps the words (outbox.test.mjs); without them the browser's own history has to.
describe("scripts off", () => {
  const open = async (path) => {
    const context = await browser.newContext({ ...phone, javaScriptEnabled: false, baseURL: system.origin });
    const page = await context.newPage();
    await page.goto(path);
    return { context, page };
  };

  test("words survive a dead network, with the id they had", async () => {
    const { context, page } = await open("/lapor");
    await page.getByLabel("Apa yang terjadi?").fill("Ditulis sebelum sinyal hilang");
    await page.getByLabel("Rahasia").check();
    const id = await page.locator("input[name=id]").inputValue();
    await context.setOffline(true);
    await page.getByRole("button", { name: "Kirim laporan" }).click();
    await page.waitForURL(/chrome-error/);
    await page.goBack();
    assert.equal(await page.getByLabel("Apa yang terjadi?").inputValue(), "Ditulis sebelum sinyal hilang");
    assert.ok(await page.getByLabel("Rahasia").isChecked());
    assert.equal(await page.locator("input[name=id]").inputValue(), id);
    await context.setOffline(false);
    await page.getByRole("button", { name: "Kirim laporan" }).click();
    await page.getByText("Laporan ini rahasia").waitFor();
    await context.close();
  });

  test("back after sending and changed words: nothing lost, nothing overwritten", async () => {
    const { context, page } = await open("/lapor");
    const send = () => page.getByRole("button", { name: "Kirim laporan" }).click();
    await page.getByLabel("Apa yang terjadi?").fill("Laporan pertama");
    await send();
    const first = await page.locator(".code").innerText();
    await page.goBack();
    const area = page.getByLabel("Apa yang terjadi?");
    assert.equal(await area.inputValue(), "Laporan pertama");
    await send();
    assert.equal(await page.locator(".code").innerText(), first, "sent again unchanged: the same receipt");
    await page.goBack();
    await area.fill("Laporan kedua yang berbeda");
    await send();
    await page.getByRole("alert").waitFor();
    assert.equal(await area.inputValue(), "Laporan kedua yang berbeda");
    await send();
    const second = await page.locator(".code").innerText();
    assert.notEqual(second, first);
    await context.close();
  });
});

test("with scripts the receipt has an address to come back to", async () => {
  const context = await browser.newContext({ ...phone, baseURL: system.origin });
  const page = await context.newPage();
  await page.goto("/lapor");
  await page.getByLabel("Apa yang terjadi?").fill("Jembatan di Kecamatan Gubug Grobogan retak");
  await page.getByRole("button", { name: "Kirim laporan" }).click();
  await page.waitForURL(/\/l\/[0-9A-Z-]{16}\/tanda-terima\?k=/);
  const code = await page.locator(".code").innerText();
  await page.reload();
  assert.equal(await page.locator(".code").innerText(), code);
  await page.getByRole("link", { name: "Buka halaman laporan" }).click();
  await page.getByRole("link", { name: "Tanda terima" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Laporan Anda sudah kami terima" }).waitFor();
  await context.close();
});

test("on paper: code, link, dates and desk, and no buttons", async () => {
  const context = await browser.newContext({ ...phone, colorScheme: "dark", baseURL: system.origin });
  const page = await context.newPage();
  await page.goto("/lapor");
  await page.getByLabel("Apa yang terjadi?").fill("Jalan di depan pasar berlubang dalam");
  await page.getByLabel("Di mana?").fill("Malang");
  await page.getByRole("button", { name: "Kirim laporan" }).click();
  await page.getByRole("heading", { name: "Laporan Anda sudah kami terima" }).waitFor();
  await page.emulateMedia({ media: "print" });
  for (const selector of ["nav", "form", ".screen"]) {
    assert.equal(await page.locator(selector).filter({ visible: true }).count(), 0, selector);
  }
  for (const words of ["Nomor pelacakan", "Tautan pribadi Anda", "Diperiksa petugas paling lambat", "Kami sarankan"]) {
    assert.ok(await page.getByText(words).first().isVisible(), words);
  }
  const colours = await page.locator(".card").first().evaluate((card) => {
    const style = getComputedStyle(card);
    return [style.color, style.backgroundColor];
  });
  assert.deepEqual(colours, ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
  await context.close();
});

test("by keyboard alone", async () => {
  const context = await browser.newContext({ ...phone, baseURL: system.origin });
  const page = await context.newPage();
  await page.goto("/lapor");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Langsung ke isi");
  await page.keyboard.press("Enter");
  let keys = 2;
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  while ((await focused()) !== "text") {
    await page.keyboard.press("Tab");
    assert.ok(++keys <= 25, "the story is reached within 25 keys");
  }
  await page.keyboard.type("Sampah menumpuk di pasar Gubug Grobogan");
  while ((await focused()) !== "Kirim laporan") {
    await page.keyboard.press("Tab");
    assert.ok(++keys <= 25, "the button is reached within 25 keys");
  }
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Laporan Anda sudah kami terima" }).waitFor();
  await context.close();
});

test("the counter wakes up without touching what was typed before", async () => {
  const context = await browser.newContext({ ...phone, baseURL: system.origin });
  const page = await context.newPage();
  // Hold the bundle back until something is typed.
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/a/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/lapor", { waitUntil: "commit" });
  const area = page.getByLabel("Apa yang terjadi?");
  await area.fill("a".repeat(6000));
  release();
  const counter = page.locator("#count");
  await counter.filter({ hasText: "6.000 dari 10.000 huruf" }).waitFor();
  await area.fill("a".repeat(10_005));
  await counter.filter({ hasText: "Kelebihan huruf: 5" }).waitFor();
  assert.equal((await area.inputValue()).length, 10_005);
  await context.close();
});

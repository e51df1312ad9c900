// The outbox: stored on the phone first, sent when there is a network, receipts kept.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
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

const open = async (path = "/lapor", options = {}) => {
  const context = await browser.newContext({ ...phone, baseURL: system.origin, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(path);
  return { context, page, problems };
};

// What the phone keeps, read through its own interface.
const stored = (page) =>
  page.evaluate(async () => {
    const [outbox, draft] = await Promise.all([
      self.outbox.run((rows) => rows.getAll()),
      self.outbox.run((_, drafts) => drafts.getAll()),
    ]);
    return { outbox, draft };
  });

const ready = (page) => page.evaluate(async () => (await navigator.serviceWorker.ready).active.state !== undefined);
const send = (page) => page.getByRole("button", { name: "Kirim laporan" }).click();
const write = (page, text) => page.getByLabel("Apa yang terjadi?").fill(text);
const shows = async (page, state) => page.locator(`#saved[data-state=${state}]`).waitFor();
const offline = async (context) => {
  await context.setOffline(true);
};

describe("the outbox", () => {
  test("offline from the first keystroke: the code shown then is the code later", async () => {
    const { context, page, problems } = await open("/");
    await ready(page);
    await offline(context);
    await page.goto("/lapor");
    await write(page, "Lampu jalan mati di Kecamatan Gubug, Grobogan");
    await send(page);
    await shows(page, "queued");
    const code = await page.locator("#saved .code").innerText();
    assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
    await page.getByText("Tersimpan di HP", { exact: true }).waitFor();
    await page.getByText("Belum bisa terkirim").first().waitFor();
    await page.getByRole("link", { name: "Laporan di HP ini" }).click();
    const row = page.locator("#rows > li");
    await row.waitFor();
    assert.equal(await row.getAttribute("data-state"), "queued");
    assert.equal(await row.locator(".code").innerText(), code);
    await context.setOffline(false);
    await page.locator("#rows > li[data-state=received]").waitFor();
    await row.getByRole("link", { name: "Buka tanda terima" }).click();
    await page.getByRole("heading", { name: "Laporan Anda sudah kami terima" }).waitFor();
    assert.equal(await page.locator(".code").innerText(), code);
    assert.deepEqual(problems, []);
    await context.close();
  });

  test("every page of the shell opens with no network, in both languages", async () => {
    const { context, page } = await open("/");
    await ready(page);
    await page.evaluate(async () => {
      (await navigator.serviceWorker.ready).active.postMessage(1);
    });
    await until(page, async () => {
      const [name] = await caches.keys();
      return (await (await caches.open(name)).match("/en/bantuan?shell")) !== undefined;
    });
    await offline(context);
    for (const path of ["/", "/lapor", "/kirim", "/lacak", "/bantuan", "/en", "/en/lapor", "/en/kirim", "/en/lacak", "/en/bantuan"]) {
      const answer = await page.goto(path);
      assert.equal(answer.status(), 200, path);
      assert.ok(answer.fromServiceWorker(), path);
    }
    await page.goto("/l/7K3F-9QXM-4T2B-C");
    await page.getByText("Halaman yang Anda tuju belum bisa dibuka").waitFor();
    await context.close();
  });

  test("the phone makes codes as the server does", async () => {
    const { context, page } = await open();
    for (let round = 0; round < 5; round++) {
      const { id, code } = await page.evaluate(() => {
        const id = self.outbox.mintId();
        return { id, code: self.outbox.codeOf(id) };
      });
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
      const answer = await fetch(`${system.origin}/api/v1/complaints/${id}`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text: `Kode ${round}` }),
      });
      assert.equal((await answer.json()).tracking_code, code);
    }
    await context.close();
  });

  test("what is being written survives the tab, and a second tab starts its own", async () => {
    const { context, page } = await open();
    await write(page, "Ditulis lalu kamera membunuh tab ini");
    await page.getByLabel("Rahasia").check();
    await until(page, async () => (await self.outbox.run((_, drafts) => drafts.getAll())).some((draft) => draft.values.confidential));
    const other = await context.newPage();
    await other.goto("/lapor");
    await other.waitForFunction(() => document.querySelector("[name=id]").value);
    assert.equal(await other.getByLabel("Apa yang terjadi?").inputValue(), "", "the first tab holds its draft");
    const ids = await Promise.all([page, other].map((tab) => tab.locator("[name=id]").inputValue()));
    assert.notEqual(ids[0], ids[1]);
    await other.close();
    await page.close();
    const again = await context.newPage();
    await again.goto("/lapor");
    await again.waitForFunction(() => document.querySelector("[name=text]").value);
    assert.equal(await again.getByLabel("Apa yang terjadi?").inputValue(), "Ditulis lalu kamera membunuh tab ini");
    assert.ok(await again.getByLabel("Rahasia").isChecked());
    assert.equal(await again.locator("[name=id]").inputValue(), ids[0]);
    await context.close();
  });

  test("a refusal shows what to mend, and blocks nobody behind it", async () => {
    const { context, page } = await open();
    await ready(page);
    await write(page, "Nomor HP saya salah ketik");
    await page.getByLabel("Nomor HP").fill("tidak punya");
    await send(page);
    await page.getByRole("alert").waitFor();
    assert.equal(await page.getByLabel("Apa yang terjadi?").inputValue(), "Nomor HP saya salah ketik");
    await page.getByLabel("Nomor HP").fill("0812 3456 7890");
    await send(page);
    await page.getByRole("heading", { name: "Laporan Anda sudah kami terima" }).waitFor();

    await offline(context);
    for (const contact of ["bukan nomor", ""]) {
      await page.goto("/lapor");
      await write(page, `Kontak: ${contact}.`);
      await page.getByLabel("Nomor HP").fill(contact);
      await send(page);
      await shows(page, "queued");
    }
    await page.goto("/kirim");
    await context.setOffline(false);
    await page.locator("#rows > li[data-state=refused]").waitFor();
    await page.locator("#rows > li[data-state=received]", { hasText: "Kontak: ." }).waitFor();
    const refused = page.locator("#rows > li[data-state=refused]");
    assert.match(await refused.innerText(), /HP/);
    await refused.getByRole("button", { name: "Perbaiki" }).click();
    await page.waitForURL(/lapor#/);
    await page.waitForFunction(() => document.querySelector("[name=text]").value);
    assert.equal(await page.getByLabel("Apa yang terjadi?").inputValue(), "Kontak: bukan nomor.");
    await page.getByLabel("Nomor HP").fill("");
    await send(page);
    await page.getByRole("heading", { name: "Laporan Anda sudah kami terima" }).waitFor();
    await context.close();
  });

  test("change, delete, save as a file, and the last resorts", async () => {
    const { context, page } = await open();
    await ready(page);
    await offline(context);
    await write(page, "Belum jadi dikirim");
    await send(page);
    await shows(page, "queued");
    await page.goto("/kirim");
    const row = page.locator("#rows > li");
    await row.waitFor();
    const code = await row.locator(".code").innerText();
    assert.match(await row.innerText(), /Ditulis .*Ukuran .*KB/);
    await row.getByText("Jalan lain").click();
    const whatsapp = await row.getByRole("link", { name: /WhatsApp/ }).getAttribute("href");
    assert.match(decodeURIComponent(whatsapp), /Belum jadi dikirim/);
    assert.ok(!whatsapp.includes("k%3D"), "no key in what is passed on");
    const saveFile = row.getByRole("button", { name: "Simpan sebagai berkas" });
    const [download] = await Promise.all([page.waitForEvent("download"), saveFile.click()]);
    assert.match(download.suggestedFilename(), /^SatuPintu-[0-9A-Z-]{16}\.txt$/);

    await row.getByRole("button", { name: "Ubah" }).click();
    await page.waitForURL(/lapor#/);
    await page.waitForFunction(() => document.querySelector("[name=text]").value);
    await write(page, "Sudah diubah");
    await send(page);
    await shows(page, "queued");
    assert.equal(await page.locator("#saved .code").innerText(), code, "never sent, so it keeps its code");
    await page.goto("/kirim");
    await row.getByText("Sudah diubah").waitFor();

    page.once("dialog", (dialog) => dialog.accept());
    await row.getByRole("button", { name: "Hapus" }).click();
    await page.getByText("Belum ada laporan di HP ini").waitFor();
    assert.deepEqual((await stored(page)).outbox, []);
    await context.close();
  });

  test("what is being changed waits for its change, and its old words do not leave", async () => {
    const { context, page } = await open();
    await ready(page);
    await offline(context);
    await write(page, "Nama saya Budi, jalan rusak");
    await send(page);
    await shows(page, "queued");
    await page.goto("/kirim");
    const row = page.locator("#rows > li");
    await row.getByRole("button", { name: "Ubah" }).click();
    await page.waitForURL(/lapor#/);
    await page.waitForFunction(() => document.querySelector("[name=text]").value);
    await write(page, "Jalan rusak");
    await until(page, async () => (await self.outbox.run((_, drafts) => drafts.getAll())).some(({ values }) => values.text === "Jalan rusak"));
    // Left in the middle; the network is back.
    await page.goto("/kirim");
    await row.getByText("Sedang diubah, belum dikirim").waitFor();
    await context.setOffline(false);
    await page.evaluate(() => self.outbox.drain(2).then(() => true));
    const { outbox, draft } = await stored(page);
    assert.deepEqual([outbox[0].attempts, outbox[0].receipt, draft[0].values.text], [0, undefined, "Jalan rusak"]);
    // Going on finds the change, not what it was made of.
    await row.getByRole("button", { name: "Ubah" }).click();
    await page.waitForURL(/lapor#/);
    await page.waitForFunction(() => document.querySelector("[name=text]").value === "Jalan rusak");
    await send(page);
    await page.getByRole("heading", { name: "Laporan Anda sudah kami terima" }).waitFor();
    const after = await stored(page);
    assert.deepEqual([after.outbox.length, after.outbox[0].receipt.state, after.draft.length], [1, "received", 0]);
    await context.close();
  });

  test("a complaint of 331 characters is at most 420 bytes on the wire", async () => {
    const { context, page } = await open();
    const story =
      "Lampu penerangan jalan di depan SD Negeri 2 Gubug sudah mati sejak tiga minggu yang lalu. Anak-anak yang pulang mengaji sesudah magrib takut lewat dan kemarin ada pengendara motor yang terjatuh karena tidak melihat lubang di tengah jalan. Kami sudah lapor ke kelurahan dua kali, tetapi belum ada jawaban. Mohon diperbaiki, makasih.";
    assert.equal(story.length, 331);
    await write(page, story);
    await page.getByRole("textbox", { name: "Nama" }).fill("Siti Aminah");
    await page.getByLabel("Nomor HP").fill("081234567890");
    await page.evaluate(() => {
      for (const [name, value] of Object.entries({ lat: "-7.05312", lon: "110.66871", accuracy_m: "18" })) document.querySelector(`[name=${name}]`).value = value;
    });
    const [request] = await Promise.all([page.waitForRequest((request) => request.method() === "PUT"), send(page)]);
    await page.getByRole("heading", { name: "Laporan Anda sudah kami terima" }).waitFor();
    assert.equal(request.headers()["content-encoding"], "deflate");
    const bytes = request.postDataBuffer().length;
    assert.ok(bytes <= 420, `${bytes} bytes`);
    await context.close();
  });
});

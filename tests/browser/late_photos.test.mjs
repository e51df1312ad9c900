// Photos that come after the words, on the reporter's page and at the desk: made small before anything is sent.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { file, installed } from "./citizen.mjs";
import { signIn } from "./desk.mjs";
import { appoint, fileCase } from "./office.mjs";
import { until } from "./phone.mjs";
import { picture, withExif } from "./pictures.mjs";
import { phone, startBrowser, startSystem } from "./system.mjs";

let system;
let browser;
let camera;
let mended;
before(async () => {
  [system, browser] = await Promise.all([startSystem({ isQuiet: true }), startBrowser()]);
  appoint(system);
  const studio = await browser.newPage();
  camera = withExif(await picture(studio, 4000, 3000), { orientation: 6 });
  // The same bytes would be the same file.
  mended = withExif(await picture(studio, 3200, 2400));
  await studio.close();
});
after(async () => {
  await browser?.close();
  await system?.stop();
});

const HIDDEN = /Exif|EXIF|XMP |8BIM/;
const PDF = Buffer.from("%PDF-1.4\n%%EOF\n");
const photo = () => ({ name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer: camera });
const heic = { name: "IMG_2.HEIC", mimeType: "image/heic", buffer: Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1") };
const open = async (options = {}) => {
  const context = await browser.newContext({ ...phone, baseURL: system.origin, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  return { context, page, problems };
};
const pick = async (page, files) => {
  await page.getByText("Tambah foto atau berkas").click();
  await page.locator("form[data-most] input[type=file]").setInputFiles(files);
  await page.locator("form[data-most][aria-busy=false]").waitFor({ timeout: 60_000 });
};
const listed = (page) => page.locator("form[data-most]").innerText();
const submit = (page) => page.getByRole("button", { name: "Kirim berkas", exact: true }).click();
const rowOf = (page, id) => page.evaluate((id) => self.outbox.run((rows) => rows.get(id)), id).catch(() => {});
// How wide the pictures of the list are, once all are drawn.
const widths = (page) =>
  page.evaluate(async () => {
    const images = [...document.querySelectorAll("#berkas li a img")];
    for (const image of images) image.loading = "eager";
    await Promise.all(images.map((image) => image.decode()));
    return images.map((image) => image.naturalWidth);
  });
const bytesOf = async (path) => {
  const answer = await fetch(system.origin + path);
  assert.equal(answer.status, 200, path);
  return Buffer.from(await answer.arrayBuffer());
};

test("from the phone that filed, a late photo waits for a network and then goes in small parts", async () => {
  const { context, page, problems } = await open();
  await page.goto("/lapor");
  const id = await file(page, "Jembatan putus di Kecamatan Gubug");
  const { code, key } = await until(async () => ((row) => row?.receipt && row)(await rowOf(page, id)), "the words have arrived");
  await page.waitForURL(/tanda-terima/);
  await installed(page);
  await page.goto(`/l/${code}?k=${key}`);
  await pick(page, photo());
  assert.match(await listed(page), /Foto 1 · \d+ KB/);
  assert.match(await listed(page), /Semua berkas: ± \d+ KB data/);
  await context.setOffline(true);
  await submit(page);
  await page.getByText("Berkas tersimpan di HP ini").waitFor();
  await page.getByText("Berkas terkirim: 0 dari 1 · menunggu sinyal").waitFor();
  assert.equal((await rowOf(page, id)).filed, false);
  const parts = [];
  context.on("request", (request) => /\/files\/\w+\/\d+$/.test(request.url()) && parts.push(request.postDataBuffer()?.length ?? 0));
  await context.setOffline(false);
  const row = await until(async () => ((row) => row?.filed && row)(await rowOf(page, id)), "the photo is sent", 60_000);
  const [sha256, , bytes] = row.files.split(":");
  assert.equal(row.uploads[sha256].state, "stored");
  assert.ok(Number(bytes) <= 70_000, `${bytes} bytes`);
  assert.ok(parts.length >= Math.ceil(bytes / 16_384), `${parts.length} parts`);
  assert.doesNotMatch((await bytesOf(`/berkas/${code}/${sha256}?k=${key}`)).toString("latin1"), HIDDEN);
  await bytesOf(`/berkas/${code}/${sha256}/kecil?k=${key}`);
  await page.getByRole("button", { name: "Tampilkan berkas" }).click();
  await page.getByAltText("Foto 1 dari pelapor").waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("from another browser the plain form sends what was made small; a PDF as it is; HEIC with the way out", async () => {
  const { code, path } = await fileCase(system);
  const { context, page, problems } = await open();
  await page.goto(path);
  await pick(page, [photo(), { name: "surat.pdf", mimeType: "application/pdf", buffer: PDF }, heic]);
  assert.match(await listed(page), /Foto 1 · \d+ KB\s+Dokumen 2 · 1 KB/);
  assert.match(await listed(page), /IMG_2\.HEIC: foto HEIC belum bisa dibaca\. Di iPhone/);
  const sent = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/berkas"));
  await submit(page);
  const length = Number((await (await sent).allHeaders())["content-length"]);
  assert.ok(length <= 80_000, `${length} bytes`);
  await page.getByText("2 berkas ditambahkan").waitFor();
  assert.deepEqual(await widths(page), [768]);
  const [photoAt, pdfAt] = await page.locator("#berkas li a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.doesNotMatch((await bytesOf(photoAt)).toString("latin1"), HIDDEN);
  assert.ok((await bytesOf(pdfAt)).equals(PDF));
  assert.match(photoAt, new RegExp(code));
  assert.deepEqual(problems, []);
  await context.close();
});

test("an officer's evidence is small, stands beside the reporter's, and is named where it can be hidden or erased", async () => {
  const one = await fileCase(system, { text: "Drainase tersumbat di depan Pasar Gubug" });
  const reporter = await open();
  await reporter.page.goto(one.path);
  await pick(reporter.page, photo());
  await submit(reporter.page);
  await reporter.page.getByText("1 berkas ditambahkan").waitFor();
  await reporter.context.close();
  await one.does("admin", { command: "assign", kind: "complaint", category: "JLN-01", title: "Drainase tersumbat", agency: "kab-grobogan" });
  const { context, page, problems } = await open({ viewport: { width: 1366, height: 900 } });
  await signIn(system, context, "admin");
  await page.goto(`/meja/kasus/${one.code}`);
  await pick(page, { ...photo(), buffer: mended });
  assert.match(await listed(page), /Foto 1 · \d+ KB/);
  await submit(page);
  await page.waitForURL(/berkas=1/);
  assert.deepEqual(await widths(page), [768, 1024]);
  await page.getByText("Sembunyikan atau hapus berkas").click();
  const manage = page.locator(".one-file");
  assert.deepEqual(await manage.locator("h3").allInnerTexts(), ["Foto 1 dari pelapor", "Foto 1 dari admin nasional"]);
  assert.equal(await manage.locator("img").count(), 2);
  const first = manage.first();
  await first.getByText("Hapus untuk selamanya").first().click();
  await first.getByLabel(/Alasan/).last().fill("wajah anak terlihat");
  // Not ticked: the browser holds it, and so does the server.
  await first.getByRole("button", { name: "Hapus untuk selamanya" }).click();
  assert.equal(await first.getByLabel("Ya, hapus untuk selamanya").evaluate((box) => box.matches(":invalid")), true);
  await first.getByLabel("Ya, hapus untuk selamanya").check();
  await first.getByRole("button", { name: "Hapus untuk selamanya" }).click();
  await page.waitForURL(/berkas=ubah/);
  await page.goto(`/l/${one.code}`);
  await page.getByAltText("Foto 1 dari admin nasional").waitFor();
  await page.getByText("Satu berkas sudah dihapus.").waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

// The app around the pages: installable, shared with, updated, on an iPhone, without what some browsers lack.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
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

const open = async (path = "/", options = {}) => {
  const context = await browser.newContext({ ...phone, baseURL: system.origin, ...options });
  const page = await context.newPage();
  await page.goto(path);
  return { context, page };
};
const ready = (page) => page.evaluate(async () => (await navigator.serviceWorker.ready).active.state);
const waiting = (page, text, more = {}) =>
  page.evaluate(async ({ text, more }) => {
    const id = self.outbox.mintId();
    const body = new TextEncoder().encode(JSON.stringify({ v: 2, text })).buffer;
    const digest = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", body))));
    await self.outbox.run((rows) =>
      rows.put({
        id, code: self.outbox.codeOf(id), title: text, body, values: { text }, attempts: 0, at: Date.now(),
        digest: digest.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, ""),
        headers: { "Content-Type": "application/json" }, path: "/api/v1/complaints/", late: "Belum terkirim", ...more,
      }),
    );
    return id;
  }, { text, more });

test("nothing stands in the way of installing it", async () => {
  const { context, page } = await open();
  await ready(page);
  const client = await context.newCDPSession(page);
  const { installabilityErrors } = await client.send("Page.getInstallabilityErrors");
  // Playwright's contexts are like private windows, where nothing can be installed.
  assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"), []);
  const { errors, data } = await client.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  assert.ok(manifest.short_name.length <= 12);
  let icons = 0;
  for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots]) {
    const answer = await fetch(system.origin + src);
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.equal(answer.headers.get("content-type"), "image/png", src);
    assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, src);
    if (src.includes("icon")) icons += bytes.length;
  }
  assert.ok(icons <= 5000, `icons weigh ${icons} bytes`);
  for (const { url } of manifest.shortcuts) assert.equal((await fetch(system.origin + url)).status, 200);
  await context.close();
});

test("what another app shares becomes a draft, without a network too", async () => {
  const { context, page } = await open();
  await ready(page);
  await page.reload();
  await context.setOffline(true);
  await page.evaluate(() => {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: "/bagikan", enctype: "multipart/form-data" });
    form.innerHTML = "<input name=title><textarea name=text></textarea><input name=photo type=file>";
    form.elements.text.value = "Foto jalan rusak & berlubang";
    const files = new DataTransfer();
    const canvas = Object.assign(document.createElement("canvas"), { width: 1200, height: 900 });
    canvas.getContext("2d").fillRect(0, 0, 600, 450);
    const text = atob(canvas.toDataURL("image/jpeg").split(",")[1]);
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    files.items.add(new File([bytes], "a.jpg", { type: "image/jpeg" }));
    form.elements.photo.files = files.files;
    document.body.append(form);
    form.submit();
  });
  await page.waitForURL(/lapor#/);
  await page.waitForFunction(() => document.querySelector("[name=text]").value);
  assert.match(await page.getByLabel("Apa yang terjadi?").inputValue(), /Foto jalan rusak & berlubang/);
  await page.getByLabel("Di mana?").fill("Gubug");
  await page.getByText("dibagikan dari aplikasi lain").waitFor();
  // The picture is made small and stays with the draft, and later with the row.
  await page.getByText(/Foto 1 · \d+ KB/).waitFor();
  await until(page, async () => {
    const [draft] = await self.outbox.run((_, drafts) => drafts.getAll());
    return draft?.values.place === "Gubug" && /^[0-9a-f]{64}:image\/webp:\d+:\d+$/.test(draft.values.files);
  });
  await page.getByRole("button", { name: "Kirim laporan" }).click();
  await page.locator("#saved[data-waits]").waitFor();
  assert.match(await page.evaluate(async () => (await self.outbox.run((rows) => rows.getAll()))[0].files), /:image\/webp:/);
  await context.close();
});

test("the install hint waits for something to lose, and speaks to iPhones in their own words", async () => {
  const { context, page } = await open("/kirim");
  const hint = page.locator("#install");
  const offer = () => dispatchEvent(Object.assign(new Event("beforeinstallprompt"), { prompt: async () => {} }));
  await page.evaluate(offer);
  assert.equal(await hint.isVisible(), false);
  await waiting(page, "Ada yang bisa hilang");
  await page.reload();
  await page.locator("#rows > li").waitFor();
  await page.evaluate(offer);
  await hint.getByRole("button", { name: "Pasang di layar utama" }).click();
  await hint.waitFor({ state: "hidden" });
  await context.close();

  const apple = await browser.newContext({ ...phone, baseURL: system.origin });
  await apple.addInitScript(() => {
    Object.defineProperty(navigator, "standalone", { value: false });
    delete self.SyncManager;
  });
  const tab = await apple.newPage();
  await tab.route("**/api/v1/complaints/*", (route) => route.abort());
  await tab.goto("/lapor");
  await tab.getByLabel("Apa yang terjadi?").fill("Ditulis di iPhone");
  await tab.getByRole("button", { name: "Kirim laporan" }).click();
  await tab.getByText("hanya bisa mengirim selagi SatuPintu terbuka").waitFor();
  await tab.goto("/kirim");
  await tab.getByText("Tambah ke Layar Utama").waitFor();
  await apple.close();
});

test("background sync sends with no page open, and says so on its last chance", async () => {
  const { context, page } = await open("/bantuan", { permissions: ["notifications"] });
  await ready(page);
  const client = await context.newCDPSession(page);
  const [registration] = await Promise.all([
    new Promise((resolve) => client.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations[0] && resolve(registrations[0]))),
    client.send("ServiceWorker.enable"),
  ]);
  const sync = (lastChance) =>
    client.send("ServiceWorker.dispatchSyncEvent", {
      origin: system.origin, registrationId: registration.registrationId, tag: "outbox", lastChance,
    });
  const id = await waiting(page, "Dikirim tanpa halaman");
  await sync(false);
  await until(page, async (id) => (await self.outbox.run((rows) => rows.get(id))).receipt, id);

  // An address that answers with a page, as a captive portal does.
  await waiting(page, "Belum terkirim juga", { path: "/bukan-api/" });
  await sync(true);
  await until(page, async () => {
    const { active } = await navigator.serviceWorker.ready;
    const shown = await (await navigator.serviceWorker.getRegistration()).getNotifications();
    return active && shown.some(({ title }) => title === "Belum terkirim");
  });
  await context.close();
});

test("a wiped cache heals, and a file that is gone is a 404", async () => {
  const { context, page } = await open();
  await ready(page);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.goto("/lapor");
  await until(page, async () => {
    const [name] = await caches.keys();
    return name && (await (await caches.open(name)).match("/bantuan?shell")) !== undefined;
  });
  await context.setOffline(true);
  assert.equal((await page.goto("/bantuan")).status(), 200);
  await context.setOffline(false);
  assert.equal(await page.evaluate(async () => (await fetch("/a/gone-0123456789.js")).status), 404);
  await context.close();
});

test("own complaints are asked about once, then for a few bytes", async () => {
  const { context, page } = await open("/lapor");
  await page.getByLabel("Apa yang terjadi?").fill("Jalan rusak di Gubug Grobogan");
  await page.getByRole("button", { name: "Kirim laporan" }).click();
  await page.getByRole("heading", { name: "Laporan Anda sudah kami terima" }).waitFor();
  const asked = () => page.waitForResponse((answer) => /complaints\/[0-9A-Z-]{16}$/.test(answer.url()));
  const [first] = await Promise.all([asked(), page.goto("/kirim")]);
  assert.equal(first.status(), 200);
  await until(page, async () => (await self.outbox.run((rows) => rows.getAll()))[0].etag);
  await page.evaluate(async () => {
    const [row] = await self.outbox.run((rows) => rows.getAll());
    await self.outbox.run((rows) => rows.put({ ...row, asked: 0 }));
  });
  const [again] = await Promise.all([asked(), page.goto("/kirim")]);
  assert.equal(again.status(), 304);
  await page.locator("#rows > li[data-state=received]").waitFor();
  await context.close();
});

test("the kill switch takes the service worker away and leaves the complaints", async () => {
  const { context, page } = await open();
  await ready(page);
  await waiting(page, "Menunggu di HP", { tried: Date.now(), wait: 1e9, held: 2 });
  await system.restart("SERVICE_WORKER:off");
  await page.goto("/bantuan");
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await until(page, async () => !(await navigator.serviceWorker.getRegistration()) && (await caches.keys()).length === 0);
  await page.goto("/kirim");
  await page.locator("#rows > li", { hasText: "Menunggu di HP" }).waitFor();
  await system.restart();
  await page.goto("/");
  await ready(page);
  await context.close();
});

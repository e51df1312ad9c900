// The islands: places while typing, the phone's position, who will receive it. Comfort only: the form works without.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { phone, startBrowser, startSystem } from "./system.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice"];
const STORY = "Lampu jalan di depan pasar mati sejak tiga minggu, anak-anak takut lewat.";
const GUBUG = "Kec. Gubug, Kabupaten Grobogan, Jawa Tengah";

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await system?.stop();
});

// A form whose islands have come to life; `options.route` may break something first.
const open = async ({ path = "/lapor", prepare = async () => {}, awake = true, ...options } = {}) => {
  const context = await browser.newContext({ ...phone, baseURL: system.origin, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  await prepare(page, context);
  await page.goto(path);
  if (awake) await page.getByRole("combobox", { name: /Di mana|Where/ }).waitFor();
  return { context, page, problems };
};

const file = async (page) => {
  await page.getByRole("button", { name: /^(Kirim laporan|Send complaint)$/ }).click();
  // With scripts the phone stores it first; the receipt follows.
  await page.getByRole("heading", { name: /^(Laporan Anda sudah kami terima|We have received your complaint)$/ }).waitFor();
};

const assertGood = async (page, name) => {
  // Not an inline script: the pages' own policy forbids those.
  await page.evaluate(axe);
  const violations = await page.evaluate(async (tags) => {
    const results = await globalThis.axe.run(document, { runOnly: tags });
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  }, TAGS);
  assert.deepEqual(violations, [], `axe on ${name}`);
  const layout = await page.evaluate(() => {
    const small = [];
    for (const element of document.querySelectorAll("button, [role=option]")) {
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && (height < 47.5 || width < 47.5)) small.push(`${element.outerHTML.slice(0, 80)} ${width}×${height}`);
    }
    return { small, overflow: document.documentElement.scrollWidth - innerWidth };
  });
  assert.deepEqual(layout.small, [], `48 px targets on ${name}`);
  assert.ok(layout.overflow <= 0, `${name} scrolls sideways by ${layout.overflow} px`);
};

test("gubug becomes a region, and the complaint is tracked there", async () => {
  const { context, page, problems } = await open();
  await page.getByLabel("Apa yang terjadi?").fill(STORY);
  const place = page.getByRole("combobox", { name: "Di mana?" });
  await place.fill("dekat Pasar, gubug");
  const option = page.getByRole("option", { name: GUBUG });
  await option.waitFor();
  assert.ok((await page.getByRole("option").count()) <= 5);
  await option.click();
  assert.equal(await place.inputValue(), `dekat Pasar, ${GUBUG}`, "typed words stay, the name is completed");
  assert.match(await page.locator("[name=region]").inputValue(), /^33\.15\.\d\d$/);
  await page.getByText("Tempat terpilih:").waitFor();
  assert.ok(await page.getByRole("listbox").isHidden());
  await file(page);
  assert.ok((await page.locator("main").innerText()).includes(`Anda memilih ${GUBUG}.`));
  await page.getByRole("link", { name: "Buka halaman laporan" }).click();
  assert.ok((await page.locator("main").innerText()).includes(GUBUG));
  assert.deepEqual(problems, []);
  await context.close();
});

test("the picker by keyboard alone", async () => {
  const { context, page } = await open();
  const place = page.getByRole("combobox");
  await place.focus();
  await page.keyboard.type("kec. gubug");
  await page.getByRole("option").first().waitFor();
  assert.equal(await place.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowDown");
  const active = () => place.getAttribute("aria-activedescendant");
  assert.equal(await active(), "place-0");
  assert.equal(await page.locator("#place-0").getAttribute("aria-selected"), "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  assert.ok(await page.getByRole("listbox").isHidden());
  assert.equal(await place.inputValue(), "kec. gubug", "Escape takes nothing away");
  assert.equal(await active(), null);
  await page.keyboard.type(" grob");
  await page.getByRole("option", { name: GUBUG }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await place.inputValue(), GUBUG);
  assert.ok(new URL(page.url()).pathname === "/lapor", "Enter on a suggestion does not send the form");
  await context.close();
});

test("a chosen place goes when its name goes, and by its button", async () => {
  const { context, page } = await open();
  const region = () => page.locator("[name=region]").inputValue();
  const choose = async () => {
    await page.getByRole("combobox").fill("gubug");
    await page.getByRole("option", { name: GUBUG }).click();
    assert.notEqual(await region(), "");
  };
  await choose();
  await page.getByRole("combobox").fill(`Jalan Pasar 3, ${GUBUG}`);
  assert.notEqual(await region(), "", "words around the name are free");
  await page.getByRole("combobox").fill("Jalan Pasar 3, Gubu");
  assert.equal(await region(), "");
  assert.ok(await page.getByText("Tempat terpilih:").isHidden());
  await choose();
  await page.getByRole("button", { name: "Hapus tempat" }).click();
  assert.equal(await region(), "");
  assert.equal(await page.getByRole("combobox").inputValue(), GUBUG, "the words stay");
  await context.close();
});

test("what is written by script is announced to the form", async () => {
  const { context, page } = await open();
  await page.evaluate(() => {
    const form = document.querySelector("form");
    form.addEventListener("input", ({ target }) => target === form && (form.dataset.told = form.elements.region.value));
  });
  await page.getByRole("combobox").fill("gubug");
  await page.getByRole("option", { name: GUBUG }).click();
  await page.waitForFunction(() => document.querySelector("form").dataset.told?.startsWith("33.15."));
  await context.close();
});

test("a region that came back with the form is shown", async () => {
  const { context, page } = await open();
  await page.getByLabel("Apa yang terjadi?").fill(STORY);
  await page.getByRole("combobox").fill("gubug");
  await page.getByRole("option", { name: GUBUG }).click();
  await page.getByLabel("Nomor HP").fill("tidak punya");
  await page.getByRole("button", { name: "Kirim laporan" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByText("Tempat terpilih:").waitFor();
  assert.ok((await page.locator("#place-k b").innerText()).includes("Kec. Gubug"));
  await context.close();
});

const at = (accuracy) => ({ geolocation: { latitude: -7.05123, longitude: 110.66891, accuracy }, permissions: ["geolocation"] });

test("a precise position is told in words, sent, and can be taken back", async () => {
  const { context, page } = await open(at(18));
  await page.getByRole("button", { name: "Pakai lokasi saya" }).click();
  await page.getByText("± 18 m: cukup tepat.").waitFor();
  const values = () => page.locator("[name=lat],[name=lon],[name=accuracy_m]").evaluateAll((all) => all.map(({ value }) => value));
  assert.deepEqual(await values(), ["-7.05123", "110.66891", "18"]);
  const remove = page.getByRole("button", { name: "Hapus lokasi" });
  await remove.click();
  assert.deepEqual(await values(), ["", "", ""]);
  await page.getByRole("button", { name: "Pakai lokasi saya" }).click();
  await page.getByText("± 18 m").waitFor();
  await page.getByLabel("Apa yang terjadi?").fill("Lampu jalan mati sejak tiga minggu, gelap sekali.");
  await page.getByText("Daerahnya kami cari dari lokasi Anda setelah terkirim.").waitFor();
  await file(page);
  assert.match(await page.locator("main").innerText(), /Dari posisi HP Anda: Kec\. Gubug, Kabupaten Grobogan/);
  await context.close();
});

test("a rough position asks for a landmark; none is no trouble", async () => {
  const rough = await open({ ...at(900), prepare: (page) => page.clock.install() });
  await rough.page.getByRole("button", { name: "Pakai lokasi saya" }).click();
  await rough.page.waitForFunction(() => document.querySelector("[name=lat]").value);
  await rough.page.clock.fastForward(16_000);
  await rough.page.getByText("± 900 m: kira-kira. Tulis juga patokannya.").waitFor();
  await rough.context.close();
  const denied = await open({ permissions: [] });
  await denied.page.getByRole("button", { name: "Pakai lokasi saya" }).click();
  await denied.page.getByText("Lokasi tidak diizinkan. Tidak apa-apa").waitFor();
  assert.ok(await denied.page.getByRole("button", { name: "Pakai lokasi saya" }).isVisible());
  await denied.context.close();
});

for (const [path, heading, story] of [
  ["/lapor", "Siapa yang akan menerima?", STORY],
  ["/en/lapor", "Who will receive this?", "The street light in front of the market has been out for three weeks."],
]) {
  test(`what is suggested on ${path} is what the receipt says`, async () => {
    const { context, page } = await open({ path });
    const box = page.locator(".box", { has: page.getByRole("heading", { name: heading }) });
    await page.locator("#text").pressSequentially(story.slice(0, 15));
    assert.ok(await box.isHidden());
    await page.locator("#text").fill(story);
    await page.locator("#place").fill("Gubug, Grobogan");
    const desk = box.getByRole("status");
    await desk.filter({ hasText: "Pemerintah Kabupaten Grobogan" }).waitFor();
    const [words, reasons] = [await desk.innerText(), await box.locator("li").allInnerTexts()];
    assert.ok(reasons.length > 0);
    await file(page);
    const receipt = await page.locator("main").innerText();
    for (const sentence of [words, ...reasons]) assert.ok(receipt.includes(sentence), `${sentence} in ${receipt}`);
    await context.close();
  });
}

test("without the reference data the rest goes on", async () => {
  const { context, page } = await open({ prepare: (page, context) => context.route(/\/a\/(regions|routing)-/, (route) => route.abort()) });
  await page.getByLabel("Apa yang terjadi?").fill(STORY);
  await page.getByText("Tulisan saja memakai ± 2 KB data.").waitFor();
  await page.getByRole("combobox").fill("Gubug, Grobogan");
  await page.getByLabel("Patokan").fill("seberang SPBU");
  assert.equal(await page.getByRole("option").count(), 0);
  await file(page);
  assert.match(await page.locator("main").innerText(), /Pemerintah Kabupaten Grobogan/);
  await context.close();
});

test("without scripts there is a landmark and no dead button", async () => {
  const { context, page } = await open({ javaScriptEnabled: false, awake: false });
  assert.deepEqual(await page.locator("form button:visible").allInnerTexts(), ["Kirim laporan"]);
  await page.getByLabel("Apa yang terjadi?").fill(STORY);
  await page.getByLabel("Patokan").fill("seberang SPBU");
  await file(page);
  await page.getByRole("link", { name: "Buka halaman laporan" }).click();
  assert.match(await page.locator("main").innerText(), /Patokan\s+seberang SPBU/);
  await context.close();
});

test("with little data, comfort waits until somebody writes", async () => {
  const asked = [];
  const { context, page } = await open({
    awake: false,
    prepare: async (page, context) => {
      context.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.addInitScript(() =>
        Object.defineProperty(navigator, "connection", { value: { saveData: true, effectiveType: "2g" } }),
      );
    },
  });
  await page.waitForLoadState("networkidle");
  assert.ok(!asked.some((path) => /wasm|regions|routing/.test(path)), asked.join(" "));
  await page.getByLabel("Apa yang terjadi?").fill(STORY);
  await page.getByRole("combobox").fill("gubug");
  await page.getByRole("option", { name: GUBUG }).waitFor();
  await page.waitForTimeout(1000);
  assert.ok(!asked.some((path) => /routing|brain/.test(path)), "no preview where data is dear");
  await context.close();
});

test("reading aloud needs a voice of the device", async () => {
  const voices = (list) => (page) =>
    page.addInitScript((list) => {
      const spoken = [];
      globalThis.spoken = spoken;
      const speech = { getVoices: () => list, speak: (words) => spoken.push(words.text), cancel() {}, speaking: false, addEventListener() {} };
      Object.defineProperty(globalThis, "speechSynthesis", { value: speech });
      globalThis.SpeechSynthesisUtterance = class extends EventTarget {
        constructor(text) {
          super();
          this.text = text;
        }
      };
    }, list);
  const mute = await open({ prepare: voices([{ lang: "id-ID", localService: false }, { lang: "en-US", localService: true }]) });
  assert.ok(await mute.page.getByRole("button", { name: "Dengarkan formulir ini" }).isHidden());
  await mute.context.close();
  const able = await open({ prepare: voices([{ lang: "id_ID", localService: true }]) });
  await able.page.getByLabel("Apa yang terjadi?").fill(STORY);
  await able.page.getByRole("button", { name: "Dengarkan formulir ini" }).click();
  const spoken = (await able.page.evaluate(() => globalThis.spoken)).join("\n");
  assert.ok(spoken.includes("Apa yang terjadi?") && spoken.includes(`Anda menulis: ${STORY}`), spoken);
  await able.context.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`everything open at once at 320 px, ${colorScheme}`, async () => {
    const { context, page, problems } = await open({ viewport: { width: 320, height: 640 }, colorScheme, ...at(18) });
    await page.getByLabel("Apa yang terjadi?").fill(STORY);
    await page.getByRole("button", { name: "Pakai lokasi saya" }).click();
    await page.getByText("± 18 m").waitFor();
    await page.getByRole("combobox").fill("gubug");
    await page.getByRole("option", { name: GUBUG }).click();
    await page.getByText("Dinas Perhubungan, Pemerintah Kabupaten Grobogan").waitFor();
    await assertGood(page, "a chosen place");
    await page.getByRole("combobox").fill("malang");
    await page.getByRole("option").nth(4).waitFor();
    await page.keyboard.press("ArrowDown");
    await assertGood(page, "an open list");
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test("thinking happens beside the page, and never when it is not needed", async () => {
  const { context, page } = await open();
  const workers = () => page.workers().map((worker) => new URL(worker.url()).pathname.replace(/-[0-9a-f]{10}/, ""));
  await page.getByRole("combobox").fill("gubug");
  await page.getByRole("option", { name: GUBUG }).waitFor();
  assert.deepEqual(workers(), [], "places need no routing");
  await page.getByLabel("Apa yang terjadi?").fill(STORY);
  await page.getByRole("heading", { name: "Siapa yang akan menerima?" }).waitFor();
  assert.deepEqual(workers(), ["/a/brain.js"]);
  await page.goto("/bantuan");
  assert.equal(page.workers().length, 0);
  await context.close();
});

test("the install holds the islands and the regions, and leaves the preview out", async () => {
  const { context, page } = await open({ awake: false });
  const [first, ...others] = await page.evaluate(async () => (await fetch("/shell.json")).json());
  const names = (list) => list.map(([url]) => url.replace(/^\/a\/|-[0-9a-f]{10}/g, "")).filter((url) => !url.startsWith("/"));
  assert.deepEqual(names(first).sort(), ["files.js", "loader.js", "outbox.js", "outbox_page.js", "photos.js", "shrink_worker.js"]);
  assert.deepEqual(names(others.flat()).sort(), ["islands.js", "islands.wasm", "late_files.js", "regions.txt", "similar.js"]);
  await context.close();
});

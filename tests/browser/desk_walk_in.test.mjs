// The counter: keyed in with and without scripts, with and without a network, on a computer that several officers use.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { employ, signIn } from "./desk.mjs";
import { phone, sql, startBrowser, startSystem } from "./system.mjs";
import { ask } from "./truth.mjs";
import { until } from "./until.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const jsqr = createRequire(import.meta.url).resolve("jsqr/dist/jsQR.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const office = { viewport: { width: 1366, height: 768 } };

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
  employ(system);
});
after(async () => {
  await browser?.close();
  await system?.stop();
});

const enter = async (who, options = {}) => {
  const context = await browser.newContext({ ...office, baseURL: system.origin, ...options });
  if (who) await signIn(system, context, who);
  const page = await context.newPage();
  await page.goto("/meja/loket");
  return { context, page };
};
// Until the page would open without a network.
const settled = (page) => page.locator("html[data-offline=ready]").waitFor({ state: "attached" });
const save = (page) => page.getByRole("button", { name: "Simpan dan buat tanda terima" }).click();
const keyIn = async (page, words) => {
  await page.locator("#text").fill(words);
  await save(page);
};
const slip = (page) => page.locator("#slip article");
const state = (page, expected) => page.locator(`#slip article[data-state=${expected}]`).waitFor();
const inView = (page, selector) =>
  page.locator(selector).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
const codeOn = (page) => page.locator("#slip [data-slot=code]").innerText();
// What the server has of these words.
const STORED = `select c.tracking_code as code, c.channel, c.written_at, w.officer_id as officer
  from complaint c left join walk_in w on w.complaint_id = c.id where c.narrative = ?`;
const stored = (words) => ask(system.state, STORED, words);
// What the browser keeps.
const kept = (page, name) =>
  page.evaluate(
    (name) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("satupintu-meja");
        opening.onerror = reject;
        opening.onsuccess = () => {
          const all = opening.result.transaction(name).objectStore(name).getAll();
          all.onsuccess = () => resolve(all.result);
          opening.result.close();
        };
      }),
    name,
  );

// Reads a code from what is really on the screen.
async function read(locator) {
  const png = (await locator.screenshot()).toString("base64");
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addScriptTag({ path: jsqr });
  const text = await page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    canvas.drawImage(bitmap, 0, 0);
    const { data, width, height } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
    return jsQR(data, width, height)?.data;
  }, png);
  await context.close();
  return text;
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
    for (const element of innerWidth < 1024 ? document.querySelectorAll("a, button, input, textarea, select, summary") : []) {
      if (element.type === "hidden" || element.classList.contains("skip")) continue;
      const target = element.matches("[type=checkbox], [type=radio]") ? element.closest("label") : element;
      const { width, height } = target.getBoundingClientRect();
      if (width > 0 && (height < 47.5 || width < 47.5)) small.push(`${element.outerHTML.slice(0, 80)} ${width}×${height}`);
    }
    return { small, overflow: document.documentElement.scrollWidth - innerWidth };
  });
  assert.deepEqual(layout.small, [], `48 px targets on ${name}`);
  assert.ok(layout.overflow <= 0, `${name} scrolls sideways by ${layout.overflow} px`);
}

test("without scripts: wrong, mended, stored, and the next entry at once", async () => {
  const { context, page } = await enter("operator", { javaScriptEnabled: false });
  await page.locator("#channel").selectOption("box");
  await page.locator("#said_on").fill("2020-01-01");
  await page.locator("#name").fill("Wagiman");
  await keyIn(page, "Tanpa skrip: jembatan retak");
  await page.getByRole("alert").waitFor();
  assert.equal(await page.locator("#text").inputValue(), "Tanpa skrip: jembatan retak");
  assert.equal(await page.locator("#name").inputValue(), "Wagiman");
  const day = await page.evaluate(() => new Date(Date.now() - 864e5).toISOString().slice(0, 10));
  await page.locator("#said_on").fill(day);
  await save(page);
  await slip(page).waitFor();
  const [row] = stored("Tanpa skrip: jembatan retak");
  assert.equal(row.officer, "o-operator");
  assert.equal(row.channel, "box");
  assert.equal(await codeOn(page), row.code.replace(/(.{4})(?=.)/g, "$1-"));
  assert.equal(await page.locator("#text").inputValue(), "");
  assert.equal(await page.locator("#name").inputValue(), "");
  assert.equal(await page.locator("#channel").inputValue(), "box");
  assert.equal(await page.locator("#said_on").inputValue(), day);
  assert.equal(await page.locator("#count").innerText(), "1");
  assert.equal(await page.locator("#said").innerText(), `Terkirim: ${await codeOn(page)}`);
  assert.ok(await page.locator("#stored").evaluate((box) => box === document.activeElement), "the page begins at what was stored");
  assert.ok(await inView(page, "#stored"), "and shows it");
  await page.getByRole("link", { name: "Isian berikutnya" }).click();
  assert.ok(await page.locator("#text").evaluate((field) => field === document.activeElement), "one key leads to the next entry");
  assert.match(await read(page.locator("#slip .qr")), /\/l\/[0-9A-Z-]{16}\?k=[\w-]{22}#simpan$/);
  await context.close();
});

test("the code on the receipt opens the case on a phone, which then lists it", async () => {
  const { context, page } = await enter("operator");
  await page.locator("#receipt_language").selectOption("en");
  await keyIn(page, "Kode QR: lampu padam");
  await state(page, "sent");
  assert.equal(await slip(page).getAttribute("lang"), "en");
  const link = await read(page.locator("#slip .qr"));
  assert.ok(link.startsWith(`${system.origin}/en/l/${await codeOn(page)}?k=`), link);
  const other = await browser.newContext({ ...phone, baseURL: system.origin });
  const scanned = await other.newPage();
  await scanned.goto(link);
  await scanned.getByText("Kode QR: lampu padam").first().waitFor();
  await scanned.waitForFunction(() => !location.hash);
  await scanned.goto("/en/kirim");
  await scanned.locator("#rows").getByText(await codeOn(page)).first().waitFor();
  await other.close();
  // A link that was only passed on stores nothing.
  const third = await browser.newContext({ ...phone, baseURL: system.origin });
  const passed = await third.newPage();
  await passed.goto(link.replace("#simpan", ""));
  await passed.getByText("Kode QR: lampu padam").first().waitFor();
  await passed.goto("/en/kirim");
  await passed.waitForFunction(() => self.outbox);
  assert.equal(await passed.evaluate(() => self.outbox.run((rows) => rows.count())), 0);
  await third.close();
  await context.close();
});

test("without a network: the page opens, keeps, says so, and sends later exactly once", async () => {
  const { context, page } = await enter("operator");
  await settled(page);
  await context.setOffline(true);
  await page.reload();
  await page.locator("#trouble").waitFor();
  assert.equal(await page.locator("#officer").innerText(), "Petugas operator");
  await page.locator("#channel").selectOption("phone");
  await keyIn(page, "Luring satu: banjir");
  await state(page, "unsent");
  const first = await codeOn(page);
  assert.equal(await page.locator("#said").innerText(), `Tersimpan di komputer ini: ${first}`);
  const link = await read(page.locator("#slip .qr"));
  assert.ok(link.includes(first) && /\?k=[\w-]{22}#simpan$/.test(link), link);
  await keyIn(page, "Luring dua: tanah longsor");
  await page.waitForFunction((first) => document.querySelector("#slip [data-slot=code]").textContent !== first, first);
  await state(page, "unsent");
  await page.locator("#rows > li").nth(1).waitFor();
  assert.equal(await page.locator("#rows > li").count(), 2);
  assert.deepEqual(stored("Luring satu: banjir"), []);
  // The browser ends, the office goes home.
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto("/meja/loket");
  await until(again, () => {
    const states = [...document.querySelectorAll("#rows .state")];
    return states.length === 2 && states.every((state) => state.textContent === document.getElementById("here").dataset.sent);
  });
  const rows = stored("Luring satu: banjir");
  assert.equal(rows.length, 1);
  assert.equal(rows[0].channel, "phone");
  assert.equal(rows[0].code.replace(/(.{4})(?=.)/g, "$1-"), first);
  assert.equal(stored("Luring dua: tanah longsor").length, 1);
  for (const row of await kept(again, "row")) assert.ok(!row.values && !row.body, "the words are the server's now");
  await context.close();
});

test("a page that dies gives back what was being written", async () => {
  const { context, page } = await enter("operator");
  await page.locator("#text").fill("Belum selesai diketik");
  await page.locator("#name").fill("Sumini");
  await until(page, async () => {
    const opening = indexedDB.open("satupintu-meja");
    const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
    const all = database.transaction("draft").objectStore("draft").getAll();
    await new Promise((resolve) => (all.onsuccess = resolve));
    database.close();
    return all.result.some(({ values }) => values.name === "Sumini");
  });
  const client = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  client.send("Page.crash").catch(() => {});
  await crashed;
  const again = await context.newPage();
  await again.goto("/meja/loket");
  await again.waitForFunction(() => document.getElementById("text").value === "Belum selesai diketik");
  assert.equal(await again.locator("#name").inputValue(), "Sumini");
  await save(again);
  await state(again, "sent");
  assert.equal(stored("Belum selesai diketik").length, 1);
  assert.deepEqual(await kept(again, "draft"), []);
  await context.close();
});

test("pressing twice stores once", async () => {
  const { context, page } = await enter("operator");
  await page.locator("#text").fill("Ditekan dua kali");
  await page.getByRole("button", { name: "Simpan dan buat tanda terima" }).dblclick();
  await state(page, "sent");
  assert.equal(stored("Ditekan dua kali").length, 1);
  assert.equal((await kept(page, "row")).length, 1);
  await context.close();
});

test("answers that get lost, and pages that are no answer, lead to one complaint", async () => {
  const { context, page } = await enter("operator");
  let tries = 0;
  await context.route("**/meja/loket/*-*", async (route) => {
    tries++;
    if (tries === 1) {
      await route.fetch();
      return route.abort();
    }
    if (tries === 2) return route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Wi-Fi</h1>" });
    if (tries === 3) return route.fulfill({ status: 503, contentType: "application/problem+json", body: "{}" });
    return route.continue();
  });
  await keyIn(page, "Jawaban hilang");
  for (let expected = 2; expected <= 4; expected++) {
    await until(page, () => document.querySelector("#rows [data-act=send]:not([hidden])"));
    await state(page, "unsent");
    await page.evaluate(() => dispatchEvent(new Event("online")));
    while (tries < expected) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await state(page, "sent");
  assert.equal(stored("Jawaban hilang").length, 1);
  await context.close();
});

test("a session that ended meanwhile: it waits, says so, and is sent after signing in again", async () => {
  const { context, page } = await enter("coordinator");
  await settled(page);
  await context.setOffline(true);
  await keyIn(page, "Sesi habis: pasar kotor");
  await state(page, "unsent");
  sql(system, "update session set revoked_at = 1 where officer_id = 'o-coordinator'");
  await context.setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.getByText("masuk lagi, lalu isian ini dikirim").waitFor();
  await page.getByRole("link", { name: /^Masuk lagi/ }).waitFor();
  assert.deepEqual(stored("Sesi habis: pasar kotor"), []);
  // Another officer at the same computer sees that something waits, not what, and does not send it.
  await context.clearCookies();
  await signIn(system, context, "operator");
  await page.goto("/meja/loket");
  await page.locator("#others").waitFor();
  assert.match(await page.locator("#others").innerText(), /1 \(Petugas coordinator\)/);
  assert.ok(!(await page.content()).includes("pasar kotor"));
  await keyIn(page, "Isian petugas kanal");
  await state(page, "sent");
  assert.deepEqual(stored("Sesi habis: pasar kotor"), []);
  await context.clearCookies();
  await signIn(system, context, "coordinator");
  await page.goto("/meja/loket");
  await until(page, () => document.querySelector("#rows .state")?.textContent === document.getElementById("here").dataset.sent);
  assert.equal(stored("Sesi habis: pasar kotor")[0].officer, "o-coordinator");
  await context.close();
});

test("somebody else signs in in another tab: the entry waits for its officer", async () => {
  const { context, page } = await enter("coordinator");
  await context.clearCookies();
  await signIn(system, context, "operator");
  await keyIn(page, "Tab lain: sampah");
  await page.getByText("yang masuk sekarang petugas lain").waitFor();
  assert.deepEqual(stored("Tab lain: sampah"), []);
  await context.clearCookies();
  await signIn(system, context, "coordinator");
  await page.getByRole("button", { name: /^Kirim sekarang/ }).click();
  await state(page, "sent");
  assert.equal(stored("Tab lain: sampah")[0].officer, "o-coordinator");
  await context.close();
});

test("what the server refuses comes back whole, under a new number", async () => {
  const { context, page } = await enter("operator");
  await page.locator("#said_on").fill("2020-01-01");
  await page.locator("#phone").fill("0812 3456 7890");
  await keyIn(page, "Ditolak: tanggal keliru");
  await state(page, "refused");
  const code = await codeOn(page);
  await page.getByRole("button", { name: /^Perbaiki/ }).click();
  await page.locator("#trouble").waitFor();
  assert.equal(await page.locator("#text").inputValue(), "Ditolak: tanggal keliru");
  assert.equal(await page.locator("#phone").inputValue(), "0812 3456 7890");
  await page.locator("#said_on").fill(await page.evaluate(() => new Date(Date.now() - 864e5).toISOString().slice(0, 10)));
  await save(page);
  await state(page, "sent");
  assert.notEqual(await codeOn(page), code);
  assert.equal(stored("Ditolak: tanggal keliru").length, 1);
  await context.close();
});

test("one entry after another by keyboard only", async () => {
  const { context, page } = await enter("operator");
  await page.locator("#channel").selectOption("box");
  assert.ok(await page.locator("#text").evaluate((field) => field === document.activeElement), "the page begins at the story");
  for (const words of ["Kotak satu", "Kotak dua"]) {
    await page.keyboard.type(words);
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement.matches("#entry button"))) break;
    }
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.id === "stored");
    await state(page, "sent");
    await page.waitForFunction(() => /^Terkirim: /.test(document.getElementById("said").textContent));
    assert.ok(await inView(page, "#stored"), "the notice is in view");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.id === "text" && !document.activeElement.value);
    assert.equal(await page.locator("#channel").inputValue(), "box");
  }
  assert.deepEqual([...stored("Kotak satu"), ...stored("Kotak dua")].map(({ channel }) => channel), ["box", "box"]);
  await context.close();
});

test("whoever may not key in is told so", async () => {
  const context = await browser.newContext({ ...office, baseURL: system.origin });
  await signIn(system, context, "auditor");
  const page = await context.newPage();
  const answer = await page.goto("/meja/loket");
  assert.equal(answer.status(), 403);
  await page.getByRole("heading", { name: "Bukan untuk peran Anda" }).waitFor();
  await assertGood(page, "the closed counter");
  await context.close();
});

test("the paper form and the receipt fit on paper", async () => {
  const { context, page } = await enter("operator");
  await keyIn(page, "Dicetak: pohon tumbang menutup jalan di depan kantor desa");
  await state(page, "sent");
  const pages = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
  assert.equal(pages(await page.pdf({ format: "A5", preferCSSPageSize: false })), 1);
  assert.equal(pages(await page.pdf({ width: "80mm", height: "500mm" })), 1);
  for (const language of ["", "/en"]) {
    await page.goto(`${language}/meja/formulir`);
    assert.equal(pages(await page.pdf({ format: "A4" })), 1, `${language}/meja/formulir`);
    assert.equal(await read(page.locator(".paper .qr")), `${system.origin}${language || "/"}`);
    await page.emulateMedia({ media: "print" });
    const { width, height } = await page.locator(".paper .qr").boundingBox();
    await page.emulateMedia({ media: null });
    assert.ok(Math.abs(width - height) < 1 && width >= (24 / 25.4) * 96, `a code of ${width}×${height} px can be scanned from paper`);
  }
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [[320, 640], [1366, 768]]) {
    test(`the counter at ${width} px, ${colorScheme}`, async () => {
      const { context, page } = await enter("operator", { viewport: { width, height }, colorScheme });
      for (const language of ["", "/en"]) {
        await page.goto(`${language}/meja/formulir`);
        await assertGood(page, `${language} paper`);
        await page.goto(`${language}/meja/loket`);
        await assertGood(page, `${language} counter`);
        await page.locator("#said_on").fill("2020-01-01");
        await page.locator("#text").fill("Ditolak lagi");
        await page.locator("#entry button").click();
        await state(page, "refused");
        await page.locator("#said_on").fill(await page.evaluate(() => new Date(Date.now() - 864e5).toISOString().slice(0, 10)));
        await page.locator("#text").fill(`Jalan berlubang di depan pasar ${"a".repeat(80)}`);
        await page.locator("#entry button").click();
        await state(page, "sent");
        await assertGood(page, `${language} counter with receipts`);
      }
      await context.close();
    });
  }
}

// Comfort at the desk: shortcuts, ticked rows, kept words, templates, agencies, changes by others. The marks stand in a
// page of the desk as its rooms write them; everything else is the real system.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { employ, signIn } from "./desk.mjs";
import { startBrowser, startSystem } from "./system.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const screen = { viewport: { width: 1366, height: 768 } };

const ROWS = `
  <form method="get" action="/meja"><label for="q">Cari</label> <input id="q" name="q"></form>
  <table><caption>Kasus</caption><thead><tr><th>Pilih</th><th>Kasus</th></tr></thead><tbody>${[1, 2, 3, 4, 5]
    .map(
      (n) =>
        `<tr data-row><td><input type="checkbox" name="kasus" value="${n}" aria-label="Pilih ${n}"></td>` +
        `<td><a data-open href="/meja?buka=${n}">Kasus ${n}</a></td></tr>`,
    )
    .join("")}</tbody></table>`;

const FORM = `
  <details><summary>Jawab</summary>
    <form method="post" action="/meja?kirim=1" data-key="t" aria-label="Jawab">
      <input type="hidden" name="command" value="answer">
      <label for="answer">Jawaban</label> <textarea id="answer" name="text" maxlength="100"></textarea>
      <button>Kirim</button>
    </form>
  </details>`;

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

// A page of the desk with `main` in it, alive. `answers` counts what was posted.
async function desk(main, { name = "coordinator", path = "/meja" } = {}) {
  const context = await browser.newContext({ ...screen, baseURL: system.origin });
  await signIn(system, context, name);
  const page = await context.newPage();
  const posted = [];
  let last = "";
  await page.route(/\/meja(\?.*)?$/, async (route) => {
    const request = route.request();
    const reply = await route.fetch({ method: "GET", postData: undefined, maxRedirects: 0 });
    // Nobody is signed in: what is posted leads to the door unheard (as a page, for a redirect would pass our door by).
    const door = reply.headers().location;
    if (door) return route.fulfill({ contentType: "text/html", body: `<meta http-equiv=refresh content="0;url=${door}">` });
    if (request.method() === "POST") posted.push(request.postData());
    last = await reply.text();
    await route.fulfill({ response: reply, body: last.replace("</h1>", `</h1>${main}`) });
  });
  // The door: the frame of the desk without anything to make comfortable.
  await page.route("**/meja/masuk*", (route) =>
    route.fulfill({ contentType: "text/html", body: last.replace(/<leptos-island[^]*<\/leptos-island>/, "") }),
  );
  const open = async (where = path) => {
    await page.goto(where);
    await alive(page);
  };
  await open();
  return { page, open, posted, close: () => context.close() };
}

const alive = (page) => page.locator("html[data-alive]").waitFor({ state: "attached" });
const focused = (page) => page.evaluate(() => document.activeElement.innerText.trim());

test("rows are walked, ticked and opened by keys, and letters stay letters in a field", async () => {
  const { page, close } = await desk(ROWS);
  await page.keyboard.press("j");
  assert.equal(await focused(page), "Kasus 1");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  assert.equal(await focused(page), "Kasus 2");
  await page.keyboard.press("x");
  assert.equal(await page.getByLabel("Pilih 2").isChecked(), true);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/meja?buka=3");
  await alive(page);

  await page.keyboard.press("/");
  await page.keyboard.type("jkx?gi");
  assert.equal(await page.locator("#q").inputValue(), "jkx?gi");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  // Where no field has the focus they work again.
  await page.locator("h1").click();
  await page.keyboard.type("ga");
  await page.waitForURL("**/meja/akun");
  await close();
});

test("the list of shortcuts opens, keeps the focus, closes, and turns them off for good", async () => {
  const { page, open, close } = await desk(ROWS);
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Pintasan papan ketik" });
  await dialog.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Tutup", "the first key does no harm");
  await page.keyboard.press("j");
  assert.equal(await page.evaluate(() => document.activeElement.closest("dialog")?.id), "shortcuts");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });

  await page.getByRole("button", { name: "Pintasan papan ketik" }).click();
  await dialog.getByRole("button", { name: "Matikan pintasan" }).click();
  await dialog.getByRole("button", { name: "Tutup" }).click();
  await open();
  await page.keyboard.press("j");
  await page.keyboard.press("?");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  // The button still works, and turns them on again.
  await page.getByRole("button", { name: "Pintasan papan ketik" }).click();
  await dialog.getByRole("button", { name: "Nyalakan pintasan" }).click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.locator("[data-row]:focus").waitFor();
  await close();
});

test("keys with Ctrl, Alt or Meta stay the browser's", async () => {
  const { page, close } = await desk(ROWS);
  for (const chord of ["Control+j", "Alt+j", "Meta+j", "Control+x"]) await page.keyboard.press(chord);
  assert.equal(await page.locator("[data-row]:focus").count(), 0);
  assert.equal(await page.locator("input:checked").count(), 0);
  await close();
});

test("ticked rows are counted, all at once and in a stretch", async () => {
  const { page, close } = await desk(ROWS);
  const count = page.locator("#ticked [role=status]");
  assert.equal(await count.innerText(), "0 dari 5 baris dicentang");
  await page.getByLabel("Pilih 2").click();
  await page.getByLabel("Pilih 4").click({ modifiers: ["Shift"] });
  assert.equal(await count.innerText(), "3 dari 5 baris dicentang");
  await page.getByRole("button", { name: "Centang semua" }).click();
  assert.equal(await count.innerText(), "5 dari 5 baris dicentang");
  assert.equal(await page.locator("input:checked").count(), 5);
  await page.getByRole("button", { name: "Kosongkan" }).click();
  assert.equal(await page.locator("input:checked").count(), 0);
  await close();
});

test("a key opens the action it names and puts the fingers into its first field", async () => {
  const { page, close } = await desk(FORM);
  await page.keyboard.press("t");
  assert.equal(await page.evaluate(() => document.activeElement.id), "answer");
  assert.equal(await page.locator("details[open]").count(), 1);
  await page.keyboard.type("tj");
  assert.equal(await page.locator("#answer").inputValue(), "tj");
  await close();
});

test("the forms of a case have keys of their own, and the list names them", async () => {
  const form = (command, name) =>
    `<details class="do" id="do-${command}"><summary>${name}</summary><form method="post" action="/meja/kasus/x/tindakan">` +
    `<button hidden tabindex="-1"></button><label for="${command}">${name}</label> <input id="${command}" name="text">` +
    `<button>${name}</button></form></details>`;
  const { page, close } = await desk(form("answer", "Tanggapi") + form("start", "Tindak lanjuti"));
  await page.keyboard.press("?");
  const list = await page.getByRole("dialog").innerText();
  assert.match(list, /t\s+ke: Tanggapi/);
  assert.match(list, /s\s+ke: Tindak lanjuti/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("s");
  assert.equal(await page.evaluate(() => document.activeElement.id), "start");
  await close();
});

test("words survive a reload and an ended session, and are forgotten once they were heard", async () => {
  const { page, open, posted, close } = await desk(FORM);
  const words = "Lubang sudah ditambal.";
  await page.keyboard.press("t");
  await page.locator("#answer").fill(words);
  page.on("dialog", (dialog) => dialog.accept());
  await open();
  assert.equal(await page.locator("#answer").inputValue(), words);
  await page.getByText("sudah dikembalikan").waitFor();

  // The session ended: the post leads to the door, and nobody has heard a word.
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Kirim" }).click();
  await page.waitForURL("**/meja/masuk*");
  assert.equal(posted.length, 0);
  await page.context().addCookies(cookies);
  await open();
  assert.equal(await page.locator("#answer").inputValue(), words);

  await page.getByRole("button", { name: "Kirim" }).click();
  await page.waitForURL("**/meja?kirim=1");
  await alive(page);
  assert.equal(posted.length, 1);
  await open();
  assert.equal(await page.locator("#answer").inputValue(), "");
  assert.equal(await page.locator("#kept:not([hidden])").count(), 0);
  await close();
});

test("kept words can be discarded, and are nobody else's", async () => {
  const { page, open, close } = await desk(FORM);
  page.on("dialog", (dialog) => dialog.accept());
  await page.keyboard.press("t");
  await page.locator("#answer").fill("Rahasia kantor.");
  // Another officer in the same tab.
  await page.context().clearCookies();
  await signIn(system, page.context(), "liaison");
  await open();
  assert.equal(await page.locator("#answer").inputValue(), "");
  await page.context().clearCookies();
  await signIn(system, page.context(), "coordinator");
  await open();
  assert.equal(await page.locator("#answer").inputValue(), "Rahasia kantor.");
  await page.getByRole("button", { name: "Buang kata-kata itu" }).click();
  assert.equal(await page.locator("#answer").inputValue(), "");
  await open();
  assert.equal(await page.locator("#answer").inputValue(), "");
  await close();
});

test("a template says what is left to write, a long text how long it is", async () => {
  const template = FORM.replace("<textarea", "<textarea data-template").replace(
    "></textarea>",
    ">Kami perbaiki pada [tanggal].</textarea>",
  );
  const { page, close } = await desk(template);
  await page.keyboard.press("t");
  const said = page.locator("#answer + [role=status]");
  assert.match(await said.innerText(), /masih contoh/);
  assert.match(await said.innerText(), /tanggal/);
  await page.locator("#answer").fill("Kami perbaiki pada Senin.");
  assert.equal(await said.innerText(), "");
  await page.locator("#answer").fill("x".repeat(90));
  assert.equal(await said.innerText(), "90 dari 100 karakter");
  await close();
});

test("agencies are offered while somebody types", async () => {
  const { page, close } = await desk('<label for="to">Instansi</label> <input id="to" data-agency>');
  await page.locator("#to").pressSequentially("grobog");
  const option = page.locator('#agencies option[value="kab-grobogan"]');
  await option.waitFor({ state: "attached" });
  assert.equal(await option.textContent(), "Pemerintah Kabupaten Grobogan");
  await close();
});

test("whoever has a case open learns that somebody else changed it; who may not read it learns nothing", async () => {
  const filed = await fetch(`${system.origin}/api/v1/complaints/${crypto.randomUUID()}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text: "Jalan rusak", confidential: true }),
  });
  const { tracking_code: code } = await filed.json();
  const seen = (seq) => `<p data-case="${code}" data-seq="${seq}">Kasus</p>`;
  const look = async (page) => {
    const answer = page.waitForResponse((reply) => reply.url().endsWith("/seq"));
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    return (await answer).status();
  };

  const current = await desk(seen(0), { name: "admin" });
  assert.equal(await look(current.page), 200);
  assert.equal(await look(current.page), 200);
  assert.equal(await current.page.locator("#changed:not([hidden])").count(), 0);
  await current.close();

  const stale = await desk(seen(7), { name: "admin" });
  await look(stale.page);
  await stale.page.getByRole("link", { name: "Muat ulang" }).waitFor();
  await stale.close();

  const foreign = await desk(seen(7), { name: "demak" });
  assert.equal(await look(foreign.page), 404);
  assert.equal(await foreign.page.locator("#changed:not([hidden])").count(), 0);
  await foreign.close();
});

test("comfort is accessible in both languages, by day and by night", async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const path of ["/meja", "/en/meja"]) {
      const { page, close } = await desk(ROWS + FORM, { path });
      await page.emulateMedia({ colorScheme });
      await page.keyboard.press("?");
      await page.locator("dialog[open]").waitFor();
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document));
      assert.deepEqual(found.violations.map((one) => `${path} ${colorScheme} ${one.id}: ${one.nodes[0].html}`), []);
      await close();
    }
  }
});

test("no page of the citizens loads it", async () => {
  const page = await browser.newPage({ baseURL: system.origin });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/lapor");
  await page.waitForLoadState("networkidle");
  assert.ok(asked.some((url) => url.includes("/a/islands-")));
  assert.deepEqual(asked.filter((url) => url.includes("/a/desk")), []);
  await page.close();
});

// How officers come in: invited, by passkey, by password and code, by the last code; and who does not.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { PASSWORD, acceptByPassword, addAuthenticator, code, cookiesOf, get, invite, post } from "./newcomer.mjs";
import { phone, sql, startBrowser, startSystem } from "./system.mjs";
import { ask } from "./truth.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const MINUTE = 60_000;

let system;
let browser;
// Passkeys belong to names, never to addresses in digits.
let named;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
  named = system.origin.replace("127.0.0.1", "localhost");
});
after(async () => {
  await browser?.close();
  await system?.stop();
});

// A fresh context with an authenticator, and an officer who made a passkey in it.
async function withPasskey(name, options) {
  const path = invite(system, name);
  const context = await browser.newContext({ ...phone, baseURL: named });
  const page = await context.newPage();
  const authenticator = await addAuthenticator(page, options);
  await page.goto(path);
  await page.locator("#key_login").fill(name);
  await page.locator("#key_name").fill("Ponsel kantor");
  await page.getByRole("button", { name: "Buat kunci sandi" }).click();
  return { context, page, path, ...authenticator };
}

const cookie = async (context, name = "__Host-sid") => (await context.cookies()).find((one) => one.name === name);

test("an invited officer makes a passkey, leaves, comes back with it and proves it again", async () => {
  const { context, page, path } = await withPasskey("siti");
  await page.getByRole("heading", { name: "Kode pemulihan Anda" }).waitFor();
  assert.equal(await page.locator("code").count(), 10);
  const first = await cookie(context);
  assert.deepEqual([first.secure, first.httpOnly, first.sameSite, first.path], [true, true, "Lax", "/"]);
  await page.getByRole("link", { name: "Sudah saya simpan" }).click();
  await page.goto("/meja/akun");
  await page.getByText("Ponsel kantor").waitFor();
  await page.getByRole("button", { name: "Keluar" }).click();
  await page.waitForURL("**/meja/masuk");
  assert.equal(await cookie(context), undefined);

  // Back to where they wanted to go.
  await page.goto("/meja/akun");
  await page.waitForURL("**/meja/masuk?ke=*");
  await page.getByRole("button", { name: "Masuk dengan kunci sandi" }).click();
  await page.waitForURL("**/meja/akun");
  const second = await cookie(context);
  assert.notEqual(second.value, first.value);

  await page.goto("/meja/masuk/ulang?ke=%2Fmeja%2Fakun");
  await page.getByRole("button", { name: "Masuk dengan kunci sandi" }).click();
  await page.waitForURL("**/meja/akun");
  const third = await cookie(context);
  assert.notEqual(third.value, second.value);
  for (const old of [first, second]) {
    const reply = await get(system, "/meja/akun", { cookies: { "__Host-sid": old.value } });
    assert.equal(reply.status, 303, "a cookie that was replaced is dead");
  }
  await page.goto(path);
  await page.getByRole("heading", { name: "Undangan tidak berlaku" }).waitFor();
  await context.close();
});

test("a signed answer counts once, in time, from our own page", async () => {
  const { context, page } = await withPasskey("budi");
  await page.getByRole("heading", { name: "Kode pemulihan Anda" }).waitFor();
  await page.goto("/meja/akun");
  await page.getByRole("button", { name: "Keluar" }).click();
  await page.waitForURL("**/meja/masuk");

  // The answer is taken out of the browser before it is sent.
  const catchAnswer = async () => {
    await page.goto("/meja/masuk");
    let caught;
    await page.route("**/meja/masuk/kunci", (route) => {
      caught = new URLSearchParams(route.request().postData());
      return route.fulfill({ status: 200, contentType: "text/html", body: "<title>caught</title>" });
    });
    await page.getByRole("button", { name: "Masuk dengan kunci sandi" }).click();
    await page.waitForFunction(() => document.title === "caught");
    await page.unroute("**/meja/masuk/kunci");
    return Object.fromEntries(caught);
  };
  const send = (fields, options) => post({ origin: named }, "/meja/masuk/kunci", fields, options);

  const late = await catchAnswer();
  const refused = await send(late, { at: Date.now() + 6 * MINUTE });
  assert.equal(refused.status, 422, "an old challenge");

  const fields = await catchAnswer();
  const other = await post(system, "/meja/masuk/kunci", fields);
  assert.equal(other.status, 422, "made for another host");

  const good = await catchAnswer();
  const answer = JSON.parse(good.answer);
  const client = JSON.parse(Buffer.from(answer.client_data, "base64url"));
  const forged = { ...client, origin: "https://evil.id" };
  const changed = { ...answer, client_data: Buffer.from(JSON.stringify(forged)).toString("base64url") };
  assert.equal((await send({ ...good, answer: JSON.stringify(changed) })).status, 422, "another origin");
  assert.equal((await send(good)).status, 422, "and the challenge is spent by it");

  const right = await catchAnswer();
  const reply = await send(right);
  assert.equal(reply.status, 303);
  assert.equal((await send(right)).status, 422, "a replay");
  await context.close();
});

test("an authenticator that does not know its owner is not enough", async () => {
  const { context, page } = await withPasskey("rini", { isUserVerified: false });
  // Chromium refuses, and the page says what to do.
  await page.locator("section [role=alert]").waitFor();
  assert.equal(await cookie(context), undefined);
  await context.close();
});

test("a passkey whose counter went back opens nothing, and the access log says so", async () => {
  const { context, page } = await withPasskey("karto");
  await page.getByRole("heading", { name: "Kode pemulihan Anda" }).waitFor();
  await page.goto("/meja/akun");
  await page.getByRole("button", { name: "Keluar" }).click();
  await page.waitForURL("**/meja/masuk");
  sql(system, "update passkey set sign_count = 1000000 where officer_id = 'n-karto'");
  await page.getByRole("button", { name: "Masuk dengan kunci sandi" }).click();
  await page.getByText("Kunci sandi ini tidak dikenal").waitFor();
  const rows = ask(system.state, "select actor, subject_id from access_log where what = 'passkey_counter_back'");
  assert.deepEqual(
    rows.map(({ actor, subject_id }) => [actor, subject_id]),
    [["system", "n-karto"]],
  );
  await context.close();
});

test("who is invited again and makes a passkey has no password any more", async () => {
  const now = Date.now();
  const { cookies, secret } = await acceptByPassword(system, invite(system, "sri"), "sri", now);
  const { context, page } = await withPasskey("sri");
  await page.getByRole("heading", { name: "Kode pemulihan Anda" }).waitFor();
  const at = now + MINUTE;
  assert.equal((await get(system, "/meja/akun", { cookies })).status, 303);
  const reply = await post(system, "/meja/masuk", { login: "sri", password: PASSWORD, code: code(secret, at) }, { at });
  assert.equal(reply.status, 422);
  await context.close();
});

test("with scripts off: password and code, and every word that may be shown comes back", async () => {
  const path = invite(system, "dewi");
  const context = await browser.newContext({ ...phone, baseURL: system.origin, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(path);
  assert.equal(await page.getByText("Dengan kunci sandi").isVisible(), false);
  const secret = await page.locator(".secret").textContent();
  await page.locator("#login").fill("Dewi.L");
  await page.locator("#password").fill("pendek");
  await page.locator("#repeat").fill("lain");
  await page.locator("#code").fill("000000");
  await page.getByRole("button", { name: "Simpan kata sandi" }).click();
  assert.equal(await page.getByRole("alert").locator("li").count(), 3);
  assert.equal(await page.locator("#login").inputValue(), "Dewi.L");
  assert.equal(await page.locator(".secret").textContent(), secret, "the app need not scan again");
  await page.locator("#password").fill(PASSWORD);
  await page.locator("#repeat").fill(PASSWORD);
  // The same once more below: half a minute later the app would show another one, which nobody has used yet.
  const taken = code(secret);
  await page.locator("#code").fill(taken);
  await page.getByRole("button", { name: "Simpan kata sandi" }).click();
  await page.getByRole("heading", { name: "Kode pemulihan Anda" }).waitFor();
  await page.goto("/meja/akun");
  await page.getByRole("button", { name: "Keluar" }).click();
  await page.waitForURL("**/meja/masuk");

  await page.goto("/meja/akun");
  await page.locator("#login").fill("dewi.l");
  await page.locator("#password").fill(PASSWORD);
  await page.locator("#code").fill(taken);
  await page.getByRole("button", { name: "Lanjutkan" }).click();
  await page.getByRole("alert").waitFor();
  assert.equal(await page.locator("#login").inputValue(), "dewi.l", "the code was taken at the invitation: never twice");
  // The clock of a phone may be one step ahead.
  await page.locator("#password").fill(PASSWORD);
  await page.locator("#code").fill(code(secret, Date.now() + 30_000));
  await page.getByRole("button", { name: "Lanjutkan" }).click();
  await page.waitForURL("**/meja/akun");
  await context.close();
});

test("a recovery code opens once, and only to make a new way in", async () => {
  const { codes } = await acceptByPassword(system, invite(system, "joko"), "joko");
  const [first] = codes;
  const reply = await post(system, "/meja/masuk/pemulihan", { login: "joko", code: first.toLowerCase().replaceAll("-", " ") });
  assert.equal(reply.status, 303);
  assert.equal((await post(system, "/meja/masuk/pemulihan", { login: "joko", code: first })).status, 422);
  assert.equal((await post(system, "/meja/masuk/pemulihan", { login: "dewi", code: codes[1] })).status, 422, "another officer's");
  const cookies = cookiesOf(reply);
  const inbox = await get(system, "/meja", { cookies });
  assert.deepEqual([inbox.status, inbox.headers.get("location")], [303, "/meja/akun"]);

  const page = await (await get(system, "/meja/akun/sandi", { cookies })).text();
  const secret = /class="secret">([^<]+)</.exec(page)[1];
  const draft = /name="draft" value="([^"]+)"/.exec(page)[1];
  const password = "kereta pagi ke Semarang";
  const saved = await post(
    system,
    "/meja/akun/sandi",
    { password, repeat: password, code: code(secret), draft },
    { cookies },
  );
  assert.equal(saved.status, 303);
  assert.equal((await get(system, "/meja", { cookies })).status, 200);
});

test("wrong again and again makes strangers wait, never the officer's own browser, never for ever", async () => {
  const start = Date.now();
  const { cookies, secret } = await acceptByPassword(system, invite(system, "tono"), "tono", start);
  const wrong = { login: "tono", password: "salah sekali lagi", code: "000000" };
  const right = (at) => ({ login: "tono", password: PASSWORD, code: code(secret, at) });
  let at = start + MINUTE;
  let reply;
  for (let attempt = 0; attempt < 6; attempt += 1) reply = await post(system, "/meja/masuk", wrong, { at });
  assert.equal(reply.status, 429);
  assert.ok(Number(reply.headers.get("retry-after")) >= 1);
  assert.equal((await post(system, "/meja/masuk", right(at), { at })).status, 429, "not even with the right one");
  const own = { "__Host-device": cookies["__Host-device"] };
  assert.equal((await post(system, "/meja/masuk", right(at), { at, cookies: own })).status, 303);
  at += 30 * MINUTE;
  assert.equal((await post(system, "/meja/masuk", right(at), { at })).status, 303, "half an hour later");
});

test("who is not known is told the same as who is wrong", async () => {
  await acceptByPassword(system, invite(system, "wati"), "wati");
  const fields = { password: "salah sekali lagi", code: "123456" };
  const [known, unknown] = await Promise.all(
    ["wati", "tiada"].map((login) => post(system, "/meja/masuk", { login, ...fields })),
  );
  const [one, other] = await Promise.all([known.text(), unknown.text()]);
  assert.deepEqual([known.status, unknown.status], [422, 422]);
  assert.equal(one.replaceAll("wati", "x"), other.replaceAll("tiada", "x"));
});

test("a stolen cookie is dead as soon as its session is ended, its officer gone or its rights changed", async () => {
  const now = Date.now();
  const { cookies: stolen, secret } = await acceptByPassword(system, invite(system, "agus"), "agus", now);
  // A cookie that somebody planted is never made a session.
  const planted = "a".repeat(64);
  const at = now + MINUTE;
  const reply = await post(
    system,
    "/meja/masuk",
    { login: "agus", password: PASSWORD, code: code(secret, at) },
    { at, cookies: { "__Host-sid": planted } },
  );
  const own = cookiesOf(reply);
  assert.notEqual(own["__Host-sid"], planted);
  assert.equal((await get(system, "/meja", { cookies: { "__Host-sid": planted } })).status, 303);
  assert.equal((await get(system, "/meja", { cookies: stolen })).status, 200);
  const ended = await post(system, "/meja/akun/sesi/lain", {}, { cookies: own, at });
  assert.equal(ended.status, 303);
  assert.equal((await get(system, "/meja", { cookies: stolen })).status, 303);
  assert.equal((await get(system, "/meja", { cookies: own, at })).status, 200);
  // Idle for an hour; and twelve hours whatever happens.
  assert.equal((await get(system, "/meja", { cookies: own, at: at + 61 * MINUTE })).status, 303);
  for (let hour = 0; hour < 12; hour += 0.75) await get(system, "/meja", { cookies: own, at: at + hour * 60 * MINUTE });
  assert.equal((await get(system, "/meja", { cookies: own, at: at + 11.6 * 60 * MINUTE })).status, 200);
  assert.equal((await get(system, "/meja", { cookies: own, at: at + 12.1 * 60 * MINUTE })).status, 303);
  invite(system, "agus", { role: "observer" });
  assert.equal((await get(system, "/meja", { cookies: own, at: at + 11.6 * 60 * MINUTE })).status, 303, "other rights");
});

test("the last way in is not removed, and ways in change only after a fresh proof", async () => {
  const { context, page } = await withPasskey("lina");
  await page.getByRole("heading", { name: "Kode pemulihan Anda" }).waitFor();
  await page.goto("/meja/akun");
  await page.getByRole("button", { name: "Hapus: Ponsel kantor" }).click();
  await page.getByText("Ini cara masuk Anda yang terakhir").waitFor();
  const { value } = await cookie(context);
  const later = { cookies: { "__Host-sid": value }, at: Date.now() + 11 * MINUTE };
  const reply = await get(system, "/meja/akun/sandi", later);
  assert.deepEqual([reply.status, reply.headers.get("location")], [303, "/meja/masuk/ulang?ke=%2Fmeja%2Fakun%2Fsandi"]);
  assert.equal((await post(system, "/meja/akun/kode", {}, later)).status, 303);
  await context.close();
});

test("the pages of the door are accessible and fit a phone", async () => {
  const { context, page } = await withPasskey("ayu");
  await page.getByRole("heading", { name: "Kode pemulihan Anda" }).waitFor();
  const outside = await browser.newContext({ ...phone, baseURL: named });
  const door = await outside.newPage();
  const invitation = invite(system, "eka");
  for (const [where, path] of [
    [door, "/meja/masuk"],
    [door, "/en/meja/masuk/pemulihan"],
    [door, invitation],
    [page, "/meja/akun"],
    [page, "/en/meja/akun/kunci"],
    [page, "/meja/akun/sandi"],
    [page, "/meja/masuk/ulang"],
  ]) {
    for (const colorScheme of ["light", "dark"]) {
      await where.emulateMedia({ colorScheme });
      await where.goto(path);
      await where.evaluate(axe);
      const found = await where.evaluate(async () => {
        const { violations } = await window.axe.run({ rules: { "color-contrast-enhanced": { enabled: true } } });
        return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
      });
      assert.deepEqual(found, [], path);
      const small = await where.evaluate(() =>
        [...document.querySelectorAll("a, button, input:not([type=hidden]), summary")]
          .filter((element) => !element.classList.contains("skip"))
          .map((element) => ({ box: element.getBoundingClientRect(), html: element.outerHTML.slice(0, 90) }))
          .filter(({ box }) => box.width > 0 && (box.height < 47.5 || box.width < 47.5))
          .map(({ html }) => html),
      );
      assert.deepEqual(small, [], `48 px targets on ${path}`);
      const overflow = await where.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${path} scrolls sideways`);
    }
  }
  await Promise.all([context.close(), outside.close()]);
});

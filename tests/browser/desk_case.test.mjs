// One case at the desk: its whole way by keyboard, without scripts, on a phone and on a desk; readable for everybody.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { employ, signIn } from "./desk.mjs";
import { appoint, fileCase } from "./office.mjs";
import { startBrowser, startSystem } from "./system.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SIZES = [
  [360, 740],
  [1366, 768],
];

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
  appoint(system);
  employ(system, { observer: ["observer", null, null] });
});
after(async () => {
  await browser?.close();
  await system?.stop();
});

// Tab until this is focused: whatever cannot be reached so cannot be used by everybody.
async function tabTo(page, selector) {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.locator(`${selector}:focus`).count()) return;
  }
  throw new Error(`no Tab leads to ${selector}`);
}

const written = async (page, selector, words) => {
  await tabTo(page, selector);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(words);
};

const sent = async (page, command) => {
  await tabTo(page, `#do-${command} div > button:not([name])`);
  await Promise.all([page.waitForURL(`**?selesai=${command}`), page.keyboard.press("Enter")]);
  await page.locator(".box[role=status]").waitFor();
};

for (const [[width, height], language] of [
  [SIZES[0], ""],
  [SIZES[1], "/en"],
]) {
  test(`from verification to the answer by keyboard alone at ${width} px, without scripts, ${language || "id"}`, async () => {
    const one = await fileCase(system);
    const path = `${language}/meja/kasus/${one.code}`;
    const as = async (name) => {
      const options = { javaScriptEnabled: false, viewport: { width, height }, baseURL: system.origin };
      const context = await browser.newContext(options);
      await signIn(system, context, name);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    };

    const admin = await as("admin");
    await written(admin, "#assign-cari", "grobogan");
    await tabTo(admin, "#do-assign [name=do]");
    await Promise.all([admin.waitForURL(`**${path}/tindakan`), admin.keyboard.press("Enter")]);
    await tabTo(admin, "#do-assign [name=desk]");
    for (let presses = 0; presses < 20; presses += 1) {
      if (await admin.locator('#do-assign [value="kab-grobogan|"]:checked').count()) break;
      await admin.keyboard.press("ArrowDown");
    }
    assert.equal(await admin.locator('#do-assign [value="kab-grobogan|"]:checked').count(), 1);
    // What was found by its name has no topic: the first one will do.
    await tabTo(admin, "#assign-category");
    await admin.keyboard.press("ArrowDown");
    await written(admin, "#assign-title", "Jalan berlubang di Gubug");
    // Enter means "assign", though a button to search stands before it.
    await Promise.all([admin.waitForURL("**?selesai=assign"), admin.keyboard.press("Enter")]);
    assert.equal(await admin.locator("h1").innerText(), "Jalan berlubang di Gubug");
    await admin.context().close();

    const coordinator = await as("coordinator");
    await tabTo(coordinator, "#delegate-unit");
    await coordinator.keyboard.type("Dinas Pekerjaan Umum");
    await sent(coordinator, "delegate");
    await coordinator.context().close();

    const liaison = await as("liaison");
    await written(liaison, "#start-text", "Kami ukur besok.");
    await sent(liaison, "start");
    await written(liaison, "#answer-text", "Sudah kami tambal.");
    await tabTo(liaison, "#answer-outcome");
    await liaison.keyboard.press("Space");
    await liaison.keyboard.press("ArrowUp");
    await sent(liaison, "answer");
    const talk = await liaison.locator("#percakapan").innerText();
    assert.match(talk, /Sudah kami tambal\./);
    await liaison.context().close();
  });
}

async function assertGood(page, name, isPhone) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (tags) => axe.run({ runOnly: tags, rules: { "color-contrast-enhanced": { enabled: true } } }),
    TAGS,
  );
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  assert.deepEqual(found, [], `axe on ${name}`);
  const layout = await page.evaluate(() => {
    const small = [];
    for (const element of document.querySelectorAll("a, button, input, select, textarea, summary")) {
      if (element.type === "hidden" || element.classList.contains("skip")) continue;
      const target = element.matches("[type=checkbox], [type=radio]") ? element.closest("label") : element;
      const { width, height } = target.getBoundingClientRect();
      if (width > 0 && (height < 47.5 || width < 47.5)) small.push(`${element.outerHTML.slice(0, 80)} ${width}×${height}`);
    }
    return { small, overflow: document.documentElement.scrollWidth - innerWidth };
  });
  if (isPhone) assert.deepEqual(layout.small, [], `48 px targets on ${name}`);
  assert.ok(layout.overflow <= 0, `${name} scrolls sideways by ${layout.overflow} px`);
}

for (const colorScheme of ["light", "dark"]) {
  test(`every page of a case is accessible on a phone and on a desk, ${colorScheme}`, async () => {
    const reporter = { name: "Siti Aminah", phone: "081234567890" };
    const [fresh, worked] = [await fileCase(system), await fileCase(system, { reporter })];
    const title = "Jalan berlubang di Gubug";
    await worked.does("admin", { command: "assign", kind: "complaint", category: "JLN-01", title, agency: "kab-grobogan", unit: "kabkota:dpupr" });
    await worked.does("liaison", { command: "start", text: "Kami ukur besok." });
    await worked.does("liaison", { command: "add_note", text: "Aspal habis.", thread: "internal" });
    const pages = {};
    for (const name of ["admin", "liaison", "observer"]) {
      const context = await browser.newContext({ colorScheme, baseURL: system.origin });
      await signIn(system, context, name);
      pages[name] = await context.newPage();
    }
    // With every form open, at both sizes.
    const isGood = async (page, name) => {
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        await assertGood(page, `${name} at ${width} px`, width < 400);
      }
    };
    for (const language of ["", "/en"]) {
      for (const [name, path] of [
        ["admin", fresh.code],
        ["admin", `${fresh.code}?cari=grobogan`],
        ["liaison", worked.code],
        ["liaison", `${worked.code}?contoh=nasional-selesai`],
        ["observer", worked.code],
        ["observer", "0000-0000-0000-0"],
        ["liaison", "tercatat?selesai=return"],
      ]) {
        await pages[name].goto(`${language}/meja/kasus/${path}`);
        await isGood(pages[name], `${name} ${language} ${path}`);
      }
      const page = pages.liaison;
      await page.goto(`${language}/meja/kasus/${worked.code}`);
      await page.locator("[action$=pelapor] button").click();
      await page.getByText("Siti Aminah").waitFor();
      await isGood(page, `${language} the name`);
      await page.locator("#do-answer div > button:not([name])").click();
      await page.getByRole("alert").waitFor();
      await isGood(page, `${language} a mistake`);
      // Somebody else writes meanwhile.
      await page.goto(`${language}/meja/kasus/${worked.code}`);
      await worked.does("coordinator", { command: "add_note", text: "Aspal datang.", thread: "internal" });
      await page.locator("#answer-text").fill("Sudah kami tambal.");
      await page.locator("[name=outcome][value=informed]").check();
      await page.locator("#do-answer div > button:not([name])").click();
      await page.getByRole("alert").waitFor();
      assert.equal(await page.locator("#answer-text").inputValue(), "Sudah kami tambal.");
      assert.equal(await page.locator("[role=alert] li").count(), 1, "what changed is told");
      await isGood(page, `${language} a stale page`);
    }
    for (const page of Object.values(pages)) await page.context().close();
  });
}

test("from a filtered list to a case, through a command, and back to the list as it was", async () => {
  const one = await fileCase(system);
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1366, height: 768 }, baseURL: system.origin });
  await signIn(system, context, "admin");
  const page = await context.newPage();
  await page.goto("/meja?urut=newest");
  await page.locator(`tr[data-row="${one.code}"] [data-open]`).click();
  await page.waitForURL(`**/meja/kasus/${one.code}?dari=urut%3Dnewest`);
  const action = await page.locator("#do-assign summary").boundingBox();
  assert.ok(action.y + action.height <= 768, "an action is in view");
  await page.locator("#do-ask_reporter summary").click();
  await page.locator("#ask_reporter-question").fill("Di sebelah mana pasar?");
  await page.locator("#do-ask_reporter div > button:not([name])").click();
  await page.waitForURL("**?selesai=ask_reporter&dari=urut%3Dnewest");
  await page.getByRole("link", { name: "Kembali ke daftar" }).click();
  await page.waitForURL("**/meja?urut=newest");
  // Nothing but a filter leads anywhere.
  await page.goto(`/meja/kasus/${one.code}?dari=https%3A%2F%2Fevil.id%2F`);
  assert.equal(await page.getByRole("link", { name: "Kembali ke daftar" }).getAttribute("href"), "/meja");
  await context.close();
});

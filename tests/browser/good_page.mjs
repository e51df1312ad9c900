// What every page has to be.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Accessible (axe), 7:1, large enough to touch, no wider than the screen.
export async function assertGood(page, name) {
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
    for (const element of document.querySelectorAll("a, button, input, textarea, summary, [role=option]")) {
      if (element.type === "hidden" || element.classList.contains("skip")) continue;
      // Parts of a picture are as large as what they show; the list beside it says the same.
      if (element.closest("svg")) continue;
      // A box is touched by its whole label.
      const target = element.matches("[type=checkbox], [type=radio]") ? element.closest("label") : element;
      const { width, height } = target.getBoundingClientRect();
      if (width > 0 && (height < 47.5 || width < 47.5)) small.push(`${element.outerHTML.slice(0, 80)} ${width}×${height}`);
    }
    return { small, overflow: document.documentElement.scrollWidth - innerWidth };
  });
  assert.deepEqual(layout.small, [], `48 px targets on ${name}`);
  assert.ok(layout.overflow <= 0, `${name} scrolls sideways by ${layout.overflow} px`);
}

// Waits for a condition in the page that takes a promise to answer: `page.waitForFunction` takes the promise itself
// for a yes.
export async function until(page, condition, argument) {
  const deadline = Date.now() + 30_000;
  while (!(await page.evaluate(condition, argument))) {
    if (Date.now() > deadline) throw new Error(`not within 30 s: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

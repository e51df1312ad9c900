// A phone whose browser dies thirty times: nothing it called safe is lost, nothing arrives twice, no draft disappears.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startFaults } from "./faults.mjs";
import { killMany } from "./kills.mjs";
import { startSystem } from "./system.mjs";
import { counted, mistakes, NO_MISTAKES } from "./truth.mjs";

const SEED = 1945;
const KILLS = 30;
let system;
let faults;
before(async () => {
  system = await startSystem({ isQuiet: true });
  faults = await startFaults(system.origin, { seed: SEED });
});
after(async () => {
  await faults?.stop();
  await system?.stop();
});

test(`killed ${KILLS} times while typing, saving, draining, updating`, async (t) => {
  const result = await killMany({ system, faults, kills: KILLS, seed: SEED });
  const { moments, lostDrafts, early, refused } = result;
  t.diagnostic(`seed ${SEED}: ${counted(result)}; killed while ${JSON.stringify(moments)}; faults ${JSON.stringify(faults.counts)}`);
  assert.deepEqual(mistakes(result), NO_MISTAKES);
  assert.deepEqual({ lostDrafts, early, refused }, { lostDrafts: [], early: [], refused: [] });
  assert.ok(result.acknowledged > 0 && Object.keys(faults.counts).length > 3, "something was filed and something broke");
});

// Hundreds of complaints through a network that breaks two in three: each arrives, once, with its own words.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startFaults } from "./faults.mjs";
import { storm } from "./storm.mjs";
import { startSystem } from "./system.mjs";
import { compare, counted, mistakes, NO_MISTAKES } from "./truth.mjs";

const SEED = 1708;
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

test("400 complaints, half of them with the plain form, through every fault", async (t) => {
  faults.random();
  const { acknowledged, receipts, refused, attempts } = await storm(faults.origin, { count: 400, seed: SEED });
  const found = compare(system.state, acknowledged, receipts);
  t.diagnostic(`seed ${SEED}: ${counted(found)}, ${attempts} attempts, faults ${JSON.stringify(faults.counts)}`);
  assert.deepEqual(refused, []);
  assert.equal(receipts.size, 400);
  assert.deepEqual(mistakes(found), NO_MISTAKES);
  assert.equal(found.stored, 400);
});

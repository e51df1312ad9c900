// `cargo xtask soak`: the storm and the kills, as long as wanted. Exits with 1 when anything was lost, sent twice, or
// called sent too early.
import { parseArgs } from "node:util";
import { startFaults } from "./faults.mjs";
import { killMany } from "./kills.mjs";
import { SAFARI_SHAPE } from "./phone.mjs";
import { storm } from "./storm.mjs";
import { startSystem } from "./system.mjs";
import { compare, counted, mistakes } from "./truth.mjs";

const { values } = parseArgs({ options: { kills: { type: "string", default: "500" }, seed: { type: "string", default: "1" } } });
const kills = Number(values.kills);
const seed = Number(values.seed);
// Ten complaints through the storm for each kill.
const STORM = 10;

const system = await startSystem({ isQuiet: true });
let isGood = true;
function judge(what, found, extra = {}) {
  const wrong = Object.entries({ ...mistakes(found), ...extra }).filter(([, list]) => list.length > 0);
  isGood &&= wrong.length === 0;
  console.log(`${wrong.length === 0 ? "kept  " : "MISSED"}  ${what}: ${counted(found)}`);
  for (const [name, list] of wrong) console.log(`        ${name}: ${list.slice(0, 5).join(" · ")}${list.length > 5 ? " …" : ""}`);
}

const say = (line) => process.stdout.isTTY && process.stdout.write(`\r\u001b[K${line}`);

try {
  const stormy = await startFaults(system.origin, { seed });
  stormy.random();
  const { acknowledged, receipts, refused, attempts } = await storm(stormy.origin, { count: kills * STORM, seed, width: 16 });
  judge(`storm, ${attempts} attempts`, compare(system.state, acknowledged, receipts), { refused });
  console.log(`        faults ${JSON.stringify(stormy.counts)}`);
  await stormy.stop();

  for (const [what, count, shape] of [
    ["kills", kills, ""],
    ["kills, as Safari is made", Math.ceil(kills / 10), SAFARI_SHAPE],
  ]) {
    const faults = await startFaults(system.origin, { seed });
    const result = await killMany({ system, faults, kills: count, seed: seed + shape.length, shape, say });
    if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");
    const { lostDrafts, early, moments } = result;
    judge(`${count} ${what}`, result, { lostDrafts, early, refused: result.refused });
    console.log(`        killed while ${JSON.stringify(moments)}; faults ${JSON.stringify(faults.counts)}`);
    await faults.stop();
  }
} finally {
  await system.stop();
}
process.exitCode = isGood ? 0 : 1;

// One running system for browser tests: real workerd with a database of its own, and real Chromium.
import { spawn } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { randomInt, randomUUID } from "node:crypto";
import { chromium } from "playwright-core";
import { change } from "./truth.mjs";

const setting = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run \`cargo xtask test browser\``);
  return value;
};

const wrangler = () => join(setting("SATUPINTU_NODE_BIN_DIR"), "wrangler");

// Statements behind the system's back.
export const sql = ({ state }, statements) => change(state, statements);

// A port that nobody has, and that nobody gets before wrangler comes to it seconds later: the kernel gives connections and
// servers without a wish those from 32,768 on.
const freePort = () =>
  new Promise((resolve) => {
    const port = randomInt(20_000, 32_000);
    const server = createServer();
    server.once("error", () => resolve(freePort()));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(port)));
  });

// The guard kills wrangler's whole process group as soon as its input closes, however this program ends.
const GUARD = '"$@" & cat >/dev/null; kill -KILL 0';

// Tests may say what time it is; nothing that is deployed has this variable.
const CLOCK = ["CLOCK:simulated"];

async function startWrangler(state, port, isQuiet, variables) {
  const options = ["dev", "--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"];
  options.push("--log-level", isQuiet ? "none" : "error", ...variables.flatMap((variable) => ["--var", variable]));
  options.push("--config", setting("SATUPINTU_WRANGLER_CONFIG"), "--config", setting("SATUPINTU_DESK_CONFIG"),
    "--config", setting("SATUPINTU_OPEN_CONFIG"), "--persist-to", state);
  const guard = spawn("sh", ["-c", GUARD, "guard", wrangler(), ...options], {
    detached: true,
    stdio: ["pipe", "ignore", isQuiet ? "ignore" : "inherit"],
  });
  const ended = new Promise((resolve) => guard.once("exit", resolve));
  const deadline = Date.now() + 60_000;
  for (;;) {
    const reply = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (reply?.ok) break;
    if (Date.now() > deadline) throw new Error("the system did not answer within a minute");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return async () => {
    guard.stdin.end();
    await ended;
  };
}

// `isQuiet` hides what wrangler says about broken connections, for tests that break thousands.
export async function startSystem({ isQuiet = false } = {}) {
  const state = join(setting("SATUPINTU_ROOT"), "target/system-tests", randomUUID());
  cpSync(setting("SATUPINTU_TEMPLATE_STATE"), state, { recursive: true });
  const port = await freePort();
  let end = await startWrangler(state, port, isQuiet, CLOCK);
  return {
    origin: `http://127.0.0.1:${port}`,
    // Where its data lies, for tests that compare with the truth.
    state,
    // The same data at the same address, as after a deployment with these variables (`NAME:value`).
    async restart(...variables) {
      await end();
      end = await startWrangler(state, port, isQuiet, [...CLOCK, ...variables]);
    },
    async stop() {
      await end();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

// No sandbox: CI runs as root. The rest keeps Chromium from calling home.
export const BROWSER_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export function startBrowser() {
  return chromium.launch({
    executablePath: setting("CHROMIUM"),
    args: BROWSER_ARGUMENTS,
  });
}

// A phone of 360 px, unless told otherwise.
export const phone = { viewport: { width: 360, height: 740 } };

// A phone: Chromium with a profile of its own on disk, that can be killed at any moment and started again.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { BROWSER_ARGUMENTS, phone as screen } from "./system.mjs";

const ARGUMENTS = [
  ...BROWSER_ARGUMENTS,
  "--headless=new",
  "--remote-debugging-port=0",
  "--disable-breakpad",
  "--disable-crash-reporter",
  "--disable-dev-shm-usage",
  "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider",
  "--hide-crash-restore-bubble",
  "--no-default-browser-check",
  "--password-store=basic",
  `--window-size=${screen.viewport.width},${screen.viewport.height}`,
];

// What Safari does not have, or not everywhere. Prepended to pages by an init script; service workers get it in front
// of /sw.js, because no init script reaches them (faults.rewrite("/sw.js", …)).
export const SAFARI_SHAPE = `(() => {
  for (const name of ["SyncManager", "BroadcastChannel", "OffscreenCanvas", "PeriodicSyncManager"]) delete self[name];
  for (const [owner, name] of [
    [self.ServiceWorkerRegistration?.prototype, "sync"],
    [self.ServiceWorkerRegistration?.prototype, "periodicSync"],
    [self.Navigator?.prototype, "locks"],
    [self.WorkerNavigator?.prototype, "locks"],
    [self.StorageManager?.prototype, "persist"],
    [self.HTMLCanvasElement?.prototype, "transferControlToOffscreen"],
  ]) if (owner) delete owner[name];
})();
`;

// A clock that is wrong by so many milliseconds, for a page or in front of /sw.js. It shifts what scripts read. What it
// cannot shift: the browser's own clock (cookies, HTTP cache, Background Sync, update checks of the service worker).
export const clockShift = (ms) => `(() => {
  const Real = Date;
  self.Date = class Date extends Real {
    constructor(...parts) { parts.length ? super(...parts) : super(Real.now() + ${ms}); }
    static now() { return Real.now() + ${ms}; }
  };
})();
`;

// Polls until the question has a true answer, and gives it back.
export async function until(question, what, ms = 15_000) {
  const deadline = Date.now() + ms;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export async function startPhone({ folder = join(process.env.SATUPINTU_ROOT, "target/system-tests"), init = [], extra = [] } = {}) {
  const profile = mkdtempSync(join(folder, "phone-"));
  let child;
  let browser;
  let context;
  let lives = 0;

  async function start() {
    child = spawn(process.env.CHROMIUM, [...ARGUMENTS, ...extra, `--user-data-dir=${profile}`, "about:blank"], {
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    });
    const address = await new Promise((resolve, reject) => {
      let said = "";
      child.stderr.setEncoding("utf8");
      child.stderr.on("data", (text) => {
        said = (said + text).slice(-20_000);
        const found = said.match(/DevTools listening on (ws:\S+)/);
        if (found) resolve(found[1]);
      });
      child.once("exit", () => reject(new Error(`Chromium ended at once: ${said}`)));
    });
    browser = await chromium.connectOverCDP(address);
    context = browser.contexts()[0];
    for (const content of init) await context.addInitScript({ content });
    lives += 1;
  }

  // The whole process group, as when the battery is pulled (but what the kernel holds still reaches the disk).
  async function kill() {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    process.kill(-child.pid, "SIGKILL");
    await gone;
    // Disconnects; the other end is gone already.
    await browser.close().catch(() => {});
  }

  await start();
  return {
    profile,
    get context() {
      return context;
    },
    get browser() {
      return browser;
    },
    get lives() {
      return lives;
    },
    kill,
    async restart() {
      await kill();
      await start();
    },
    async open(url) {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    // Limits what an origin may store; without a number the limit is gone.
    async quota(page, quotaSize) {
      const session = await context.newCDPSession(page);
      const { origin } = new URL(page.url());
      // The override ends with its session, so the session stays open.
      await session.send("Storage.overrideQuotaForOrigin", quotaSize === undefined ? { origin } : { origin, quotaSize });
      return session;
    },
    async stopWorkers(page) {
      const session = await context.newCDPSession(page);
      await session.send("ServiceWorker.enable");
      await session.send("ServiceWorker.stopAllWorkers");
      await session.detach();
    },
    // Fires Background Sync now, as the browser would when the network comes back.
    async sync(page, tag = "outbox") {
      const session = await context.newCDPSession(page);
      const registrations = new Map();
      session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: found }) => {
        for (const registration of found) registrations.set(registration.scopeURL, registration);
      });
      await session.send("ServiceWorker.enable");
      const { origin } = new URL(page.url());
      const { registrationId } = await until(() => registrations.get(`${origin}/`), "a service worker registration");
      await session.send("ServiceWorker.dispatchSyncEvent", { origin, registrationId, tag, lastChance: false });
      await session.detach();
    },
    async stop() {
      await kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

// The service worker: keeps one generation of the app for the time without a network, and wakes the outbox. It
// holds no rules. The Worker serves it, with the digest of the generation's list for the word below.
importScripts("__OUTBOX_JS__", "__ERRANDS_JS__");

// The name of the cache, too.
const DIGEST = "GENERATION";
const here = (path) => caches.match(path, { cacheName: DIGEST });

// Takes in what is missing, every file against its digest. What an older generation holds under the same hashed name
// is not loaded twice, and what came before the connection died is kept.
const filling = [];
const fill = (phase) => (filling[phase] = filling[phase] || load(phase).finally(() => (filling[phase] = 0)));
const load = async (phase) => {
  const cache = await caches.open(DIGEST);
  const take = async (url, integrity) => {
    let answer = await here(url);
    if (!answer) {
      answer = url.startsWith("/a/") && (await caches.match(url));
      answer = answer || (await fetch(url, { integrity: "sha256-" + integrity }));
      await cache.put(url, answer.clone());
    }
    return answer;
  };
  const list = await (await take("/shell.json", DIGEST)).json();
  for (const [url, integrity] of list[phase]) await take(url, integrity);
};

const on = (type, work) => addEventListener(type, (event) => event.waitUntil(work(event)));
on("install", () => fill(0));
// Pages ask for more: 1 the other language, 2 the rest.
on("message", ({ data }) => fill(data));
// One older generation stays, for pages that still show it.
on("activate", async () => {
  const names = (await caches.keys()).filter((name) => name != DIGEST);
  for (const name of names.slice(0, -1)) await caches.delete(name);
});
on("sync", async ({ lastChance }) => {
  const left = await outbox.drain(1);
  if (left && lastChance) await registration.showNotification(left.late);
  if (left) throw left.id;
});

// This generation's before an older one's.
const held = async (path) => (await here(path)) || caches.match(path);
const page = async (request, pathname, search) => {
  // A page without its scripts is no shell.
  const shell = !search && (await held("__OUTBOX_JS__")) && (await held(pathname + "?shell"));
  if (shell) return shell;
  return fetch(request).then(
    (answer) => {
      // Whatever was wiped from the cache comes back.
      fill(0).catch(() => {});
      return answer;
    },
    () => held(/^\/en/.test(pathname) ? "/en/kirim?shell" : "/kirim?shell"),
  );
};
addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, search } = new URL(request.url);
  if (request.method == "GET")
    if (pathname.startsWith("/a/")) event.respondWith(caches.match(request).then((held) => held || fetch(request)));
    else if (request.mode == "navigate" && !/^\/meja/.test(pathname)) event.respondWith(page(request, pathname, search));
});

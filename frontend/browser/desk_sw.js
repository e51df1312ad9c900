// The counter's service worker: opens its page without a network (docs/decisions/0011). Imported by /meja/sw.js, whose
// scope is the counter only. Whatever it serves was put into IndexedDB by the page, as one generation; nobody's names are
// in it.
import { run } from "./desk/walk_in/store.js";

// A network that does not answer within this time is none.
const PATIENCE_MS = 8000;

const held = async (url) => {
  const file = await run(["kept"], (kept) => kept.get(url)).catch(() => {});
  return file && new Response(file.text, { headers: file.headers });
};
const shell = (pathname) => held(pathname.replace(/^(\/en)?\/meja\/loket.*/, "$1/meja/loket"));

// The server's page, unless there is none: then the one that stands in, if it is there.
const page = async (request, pathname) => {
  const asked = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  try {
    const answer = await Promise.race([asked, late]);
    if (answer && answer.status < 500) return answer;
    return (await shell(pathname)) || (await asked);
  } catch (error) {
    const standIn = await shell(pathname);
    if (standIn) return standIn;
    throw error;
  }
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method != "GET") return;
  if (request.mode == "navigate") event.respondWith(page(request, pathname));
  else if (pathname.startsWith("/a/")) event.respondWith(held(pathname).then((found) => found || fetch(request)));
});

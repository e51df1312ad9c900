// What the service worker does besides keeping and sending: sends files after the words, takes what other apps share,
// answers a tap on its notice.
import * as shelf from "./files/shelf.js";
import { upload } from "./files/upload.js";

const { drain } = self.outbox;
// What is left makes the browser wake us again.
self.outbox.drain = async (force) => {
  const left = await drain(force);
  if (!left && (await upload(drain, force))) throw new Error("files wait");
  return left;
};

// Pictures only, and none that no phone takes.
const LARGEST_PHOTO_BYTES = 15e6;
const MOST_SHARED = 3;

// What another app shares becomes a draft of the complaint form. Another site's page can send the same, so it is never
// offered before the citizen's own words (its id is older than any), and there are never many.
const keep = async (request) => {
  const { run, mintId } = self.outbox;
  const form = await request.formData();
  const text = ["title", "text", "url"].map((name) => form.get(name)).filter(Boolean).join("\n");
  let shared = 0;
  for (const id of await run((_, drafts) => drafts.getAllKeys())) {
    const draft = await run((_, drafts) => drafts.get(id));
    if (draft && draft.photos) shared++;
  }
  if (shared >= MOST_SHARED) throw shared;
  const isPhoto = ({ type, size }) => /^image\//.test(type) && size <= LARGEST_PHOTO_BYTES;
  const id = mintId().replace(/^.{13}/, "00000000-0000");
  // As they came; the form makes them small. Where the pictures do not fit, the words do.
  const photos = [];
  for (const file of form.getAll("photo").filter(isPhoto).slice(0, 5)) {
    const name = `${id}/${photos.length}`;
    await shelf.put({ sha256: name, file, at: Date.now() }).then(
      () => photos.push(name),
      () => {},
    );
  }
  const draft = { id, path: "/api/v1/complaints/", values: { id, text }, photos };
  await run((_, drafts) => drafts.put(draft), "strict");
  return Response.redirect(`/lapor#${id}`, 303);
};
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method != "POST" || new URL(request.url).pathname != "/bagikan") return;
  // Where nothing fits any more, the server puts the words into the form.
  const copy = request.clone();
  event.respondWith(keep(request).catch(() => fetch(copy)));
});

addEventListener("notificationclick", (event) => event.waitUntil(clients.openWindow("/kirim")));

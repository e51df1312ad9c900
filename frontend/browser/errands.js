// What the service worker does besides keeping and sending: takes what other apps share, answers a tap on its notice.

// What another app shares becomes a draft of the complaint form.
const keep = async (request) => {
  const form = await request.formData();
  const text = ["title", "text", "url"].map((name) => form.get(name)).filter(Boolean).join("\n");
  const id = self.outbox.mintId();
  const draft = { id, path: "/api/v1/complaints/", values: { id, text }, photos: form.getAll("photo").slice(0, 5) };
  await self.outbox
    .run((_, drafts) => drafts.put(draft), "strict")
    // Where the pictures do not fit, the words do.
    .catch(() => self.outbox.run((_, drafts) => drafts.put({ ...draft, photos: [] }), "strict"));
  return Response.redirect("/lapor", 303);
};
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method != "POST" || new URL(request.url).pathname != "/bagikan") return;
  // Where nothing fits any more, the server puts the words into the form.
  const copy = request.clone();
  event.respondWith(keep(request).catch(() => fetch(copy)));
});

addEventListener("notificationclick", (event) => event.waitUntil(clients.openWindow("/kirim")));

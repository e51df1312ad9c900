// The copy of the islands that thinks: reads the reference data once, then answers questions in their order.
import init, { answer, learn } from "__ISLANDS_JS__";

const ready = (async () => {
  const [reply] = await Promise.all([fetch("__REFERENCE_TXT__"), init({ module_or_path: "__ISLANDS_WASM__" })]);
  return reply.ok && learn(await reply.text());
})().catch(() => false);

addEventListener("message", async ({ data }) => {
  const reply = (await ready) && answer(data);
  if (reply) postMessage(reply);
});

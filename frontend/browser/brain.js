// The worker that thinks: reads the reference data once, then answers questions in their order.
import init, { answer, learn } from "__ROUTING_JS__";

const text = async (address) => (await fetch(address)).text();
const ready = (async () => {
  const files = [text("__REGIONS_TXT__"), text("__ROUTING_TXT__"), init({ module_or_path: "__ROUTING_WASM__" })];
  const [regions, routing] = await Promise.all(files);
  return learn(regions, routing);
})().catch(() => false);

addEventListener("message", async ({ data }) => {
  const reply = (await ready) && answer(data);
  if (reply) postMessage(reply);
});

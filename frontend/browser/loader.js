import "./page/app.js";

// A page that answers a form gets the address under which it can be found again.
const { address } = document.documentElement.dataset;
if (address) history.replaceState(null, "", address);

// Brings the islands to life once there is something to do for them: most visitors with little data write a short
// story and never need them.
const start = async () => {
  const islands = await import("__ISLANDS_JS__");
  await islands.default({ module_or_path: "__ISLANDS_WASM__" });
  islands.hydrate();
  for (const element of document.querySelectorAll("leptos-island")) {
    islands[element.dataset.component]?.(element);
  }
};
if (document.querySelector("leptos-island")) {
  const story = document.getElementById("text");
  const wake = () => {
    if (story.value.length < 2000) return;
    story.removeEventListener("input", wake);
    start().catch(() => {});
  };
  story?.addEventListener("input", wake);
  if (story) wake();
}

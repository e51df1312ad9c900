// Brings the islands to life after everything else: when the browser is idle, never in the way of typing.
const start = async () => {
  const islands = await import("__ISLANDS_JS__");
  await islands.default({ module_or_path: "__ISLANDS_WASM__" });
  islands.hydrate();
  for (const element of document.querySelectorAll("leptos-island")) {
    islands[element.dataset.component]?.(element);
  }
};
const idle = self.requestIdleCallback ?? ((work) => setTimeout(work, 1));
idle(() => start().catch(() => {}));

// Brings the desk's islands to life; and keeps what was written when a session has ended (src/islands/desk/words.rs).

const start = async () => {
  const islands = await import("__DESK_ISLANDS_JS__");
  await islands.default({ module_or_path: "__DESK_ISLANDS_WASM__" });
  islands.hydrate_desk();
  for (const element of document.querySelectorAll("leptos-island")) islands[element.dataset.component]?.(element);
  document.documentElement.dataset.alive = "";
};

// Whoever is led to the door, or comes back with the browser's button, was not heard: what counted as sent is kept again.
const [arrival] = performance.getEntriesByType("navigation");
if (/\/meja\/masuk/.test(location.pathname) || (arrival && arrival.type == "back_forward"))
  for (const name of Object.keys(sessionStorage)) {
    const row = sessionStorage.getItem(name);
    if (name.startsWith("words:") && row[0] == "S") sessionStorage.setItem(name, "K" + row.slice(1));
  }

if (document.querySelector("leptos-island")) start().catch(() => {});

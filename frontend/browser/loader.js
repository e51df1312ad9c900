import "./page/app.js";
import { isFrugal } from "./page/connection.js";

// Brings the islands to life, and teaches them the regions in pieces: letters typed meanwhile come first. Where data is
// dear, nobody is shown the recipient before sending: routing is as long to download as all the rest.
const start = async () => {
  import("__SIMILAR_JS__").catch(() => {});
  const islands = await import("__ISLANDS_JS__");
  await islands.default({ module_or_path: "__ISLANDS_WASM__" });
  islands.hydrate(isFrugal ? "" : "__BRAIN_JS__");
  for (const element of document.querySelectorAll("leptos-island")) islands[element.dataset.component]?.(element);
  const reply = await fetch("__REGIONS_TXT__");
  if (!reply.ok) return;
  const lines = (await reply.text()).trim().split("\n");
  for (; lines.length; islands.regions(lines.splice(0, 300).join("\n"))) await new Promise(idle);
  islands.regions("");
};

// Comfort comes last: when the page rests, or, where data is dear, once the citizen is writing a story or a place.
const idle = self.requestIdleCallback ?? ((run) => setTimeout(run, 50));
const story = document.getElementById("text");
if (story) {
  const begin = () => idle(() => start().catch(() => {}));
  if (isFrugal) {
    const { form } = story;
    const wake = ({ target }) => {
      if (target.id !== "place" && story.value.length < 20) return;
      form.removeEventListener("focusin", wake);
      form.removeEventListener("input", wake);
      begin();
    };
    form.addEventListener("focusin", wake);
    form.addEventListener("input", wake);
  } else if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
}

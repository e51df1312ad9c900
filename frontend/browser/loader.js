import "./page/app.js";

// A page that answers a form gets the address under which it can be found again.
const { address } = document.documentElement.dataset;
if (address) history.replaceState(null, "", address);

// Brings the islands to life. One copy draws on the page, another one thinks in a worker: typing never waits for it.
const start = async () => {
  const islands = await import("__ISLANDS_JS__");
  await islands.default({ module_or_path: "__ISLANDS_WASM__" });
  // A task of its own: letters typed meanwhile come first.
  idle(() => islands.comfort(new Worker("__BRAIN_JS__", { type: "module" })));
};

// Comfort comes last: when the page rests, or, where data is dear, once the citizen is writing a story or a place.
const idle = self.requestIdleCallback ?? ((run) => setTimeout(run, 200));
const story = document.getElementById("text");
if (story) {
  const begin = () => idle(() => start().catch(() => {}));
  const { saveData, effectiveType = "" } = navigator.connection ?? {};
  if (saveData || effectiveType.endsWith("2g")) {
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

// The buttons that pick files: the chooser opens at once, and what takes its files in is loaded meanwhile (photos.js).
const picker = document.getElementById("photo-picker");
const load = () => import("__PHOTOS_JS__");

if (picker) {
  const [buttons] = picker.children;
  const { form } = document.getElementById("text");
  const field = form.elements.files;
  buttons.hidden = false;
  // On the phone before the camera can take its memory.
  const prepare = () => {
    self.outbox.save();
    load().catch(() => {});
  };
  buttons.addEventListener("pointerdown", prepare);
  buttons.addEventListener("focusin", () => load().catch(() => {}));
  const chooser = Object.assign(document.createElement("input"), { type: "file", hidden: true, multiple: true });
  picker.append(chooser);
  const status = buttons.nextElementSibling;
  const complain = () => {
    status.textContent = picker.dataset.offline;
  };
  // Whoever sends while that is still coming waits for it; then photos.js holds what it works on.
  let loading;
  chooser.onchange = () => {
    const files = [...chooser.files];
    chooser.value = "";
    status.textContent = picker.dataset.busy;
    loading = load().then(
      (photos) => {
        loading = 0;
        photos.add(files);
      },
      () => {
        loading = 0;
        complain();
      },
    );
  };
  const hold = (event) => {
    if (!loading) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    loading.then(() => form.querySelector("button:not([type=button])").click());
  };
  addEventListener("submit", hold, true);
  buttons.addEventListener("click", ({ target }) => {
    const { pick } = target.dataset;
    if (pick == null) return;
    chooser.accept = pick ? "image/*" : picker.dataset.accept;
    pick ? chooser.setAttribute("capture", pick) : chooser.removeAttribute("capture");
    self.outbox.save();
    chooser.click();
  });
  // A draft brings its files back.
  let isRestored;
  const look = () => {
    if (isRestored || !field.value) return;
    isRestored = true;
    load().then(
      (photos) => photos.restore(),
      () => complain(),
    );
  };
  form.addEventListener("input", look);
  form.addEventListener("reset", () => (field.value = ""));
  look();
}

// What another app shared, when its draft is on the screen.
export const collect = (names) => picker && names.length && load().then((photos) => photos.collect(names), () => {});

// Whether there was something to drop, so that the words find room.
export const giveUp = async (form) => {
  const { files } = form.elements;
  return !!(files && files.value) && (await load()).giveUp();
};

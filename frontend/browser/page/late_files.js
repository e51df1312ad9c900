// A form for files that come after the words, on the reporter's page and at the desk: whoever touches it loads what makes
// pictures small (late_files.js). Until that is there, and without it, the plain form sends what was picked.
const form = document.querySelector("form[data-most]");

if (form) {
  const { photo: input } = form.elements;
  const load = () => import("__LATE_FILES_JS__");
  for (const type of ["pointerdown", "focusin"]) form.addEventListener(type, () => load().catch(() => {}), { once: true });
  // Whoever sends while it is on its way waits for it; then it holds what it works on.
  let loading;
  const take = () => {
    if (!input.files.length) return;
    loading = load().then(
      ({ add }) => add(),
      () => {},
    );
    loading.then(() => (loading = 0));
  };
  input.addEventListener("change", take);
  addEventListener(
    "submit",
    (event) => {
      if (event.target != form || !loading) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      loading.then(() => form.querySelector("button").click());
    },
    true,
  );
  // Picked before this was here.
  take();
}

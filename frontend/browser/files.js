// Sends files while a page is open, and says on the receipt how far they have come.
import { progress, sendAnyway } from "./files/progress.js";
import * as shelf from "./files/shelf.js";
import { upload } from "./files/upload.js";

const LOOK_AGAIN_MS = 5e3;
const { run } = self.outbox;

let isRunning;
let isAsked;
let timer;
// Sends what is due, with `force` also what waited for a network.
export const go = async (force) => {
  if (isRunning) return;
  isRunning = true;
  clearTimeout(timer);
  show();
  const left = await upload(self.outbox.drain, force).catch(() => 1);
  isRunning = false;
  show();
  if (left) {
    timer = setTimeout(() => document.hidden || go(), LOOK_AGAIN_MS);
    // Where the browser can send without us, it is asked to.
    if (self.SyncManager && !isAsked) navigator.serviceWorker.ready.then(({ sync }) => sync.register("outbox")).catch(() => {});
    isAsked = true;
  } else if (!(await shelf.keys()).length) localStorage.removeItem("files");
};
const { connection } = navigator;
if (connection) connection.addEventListener("change", () => go(1));

// On the receipt, and on the reporter's page.
const line = document.getElementById("progress");
const [, code] = /\/l\/([0-9A-Z-]{16})(\/|$)/.exec(location.pathname) || [];
const mine = async () => {
  for (const id of await run((rows) => rows.getAllKeys())) {
    const row = await run((rows) => rows.get(id));
    if (row && row.code == code && row.files && row.receipt) return row;
  }
};
const show = async () => {
  const row = line && code && (await mine().catch(() => {}));
  if (!row) return;
  line.hidden = false;
  const said = progress(row, line.dataset);
  const [status] = line.children;
  if (status.textContent != said) status.textContent = said;
  const [now, see] = line.querySelectorAll("button");
  now.hidden = !row.held;
  now.onclick = async () => {
    await sendAnyway(row, shelf);
    go(1);
  };
  // What has arrived stands on the page when it is loaded again.
  if (!see) return;
  see.hidden = !row.filed;
  see.onclick = () => location.reload();
};
if (line && code) {
  const { onchange } = self.outbox;
  self.outbox.onchange = () => {
    onchange();
    show();
  };
  show();
}

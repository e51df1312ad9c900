// What lies on this computer: said plainly, because several officers may use it.
import { changed, drain, isMine } from "./sending.js";
import { run } from "./store.js";

const here = document.getElementById("here");

const stateOf = (row) => {
  const { dataset } = here;
  if (row.receipt) return dataset.sent;
  if (row.problem) return [dataset.refused, ...(row.problem.errors || []).map(({ detail }) => detail)].join(" ");
  return dataset[row.hold] || dataset.waiting;
};

// Which buttons a row has.
const ACTS = {
  show: (row) => !!row.key,
  mend: (row) => !!row.problem,
  send: (row) => !row.receipt && !row.problem,
  door: (row) => !row.receipt && !row.problem && !!row.hold,
  remove: () => true,
};

const element = (row, on) => {
  const item = document.getElementById("row").content.firstElementChild.cloneNode(true);
  item.dataset.id = row.id;
  item.querySelector(".number").textContent = row.code;
  item.querySelector(".state").textContent = stateOf(row);
  for (const act in ACTS) {
    const button = item.querySelector(`[data-act=${act}]`);
    button.hidden = !ACTS[act](row);
    // Several rows have the same buttons.
    button.setAttribute("aria-label", `${button.textContent}: ${row.code}`);
  }
  const click = (act, work) => {
    item.querySelector(`[data-act=${act}]`).onclick = work;
  };
  click("show", () => on.show(row));
  click("mend", () => on.mend(row).then(changed));
  click("send", () => drain(true));
  click("remove", async ({ currentTarget: button }) => {
    // Words that nobody else has go at the second press only.
    if (!row.receipt && button.textContent != here.dataset.sure) {
      button.textContent = here.dataset.sure;
      button.setAttribute("aria-label", `${here.dataset.sure} ${row.code}`);
      return;
    }
    await run(["row"], (rows) => rows.delete(row.id));
    changed();
  });
  return item;
};

export const showRows = async (on) => {
  const rows = [];
  for (const id of await run(["row"], (rows) => rows.getAllKeys())) {
    const row = await run(["row"], (rows) => rows.get(id));
    if (row) rows.push(row);
  }
  const mine = rows.filter(isMine);
  const waiting = new Map();
  for (const row of rows) if (!isMine(row) && !row.receipt) waiting.set(row.name, (waiting.get(row.name) || 0) + 1);
  const others = document.getElementById("others");
  others.hidden = !waiting.size;
  others.textContent = here.dataset.others.replace("{}", [...waiting].map(([name, count]) => `${count} (${name})`).join(", "));
  const list = document.getElementById("rows");
  // Whoever is at a button stays there.
  const { activeElement } = document;
  const held = list.contains(activeElement) && [activeElement.closest("li").dataset.id, activeElement.dataset.act];
  list.replaceChildren(...mine.map((row) => element(row, on)));
  const again = held && list.querySelector(`li[data-id="${held[0]}"] [data-act=${held[1]}]`);
  if (again) again.focus();
  here.hidden = !mine.length && !waiting.size;
};

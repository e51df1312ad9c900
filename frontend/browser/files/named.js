// Which files a draft or a row still needs.
import { parse } from "./descriptor.js";

const FINAL = ["stored", "refused", "removed", "lost"];

// Whether nothing more is to be done for a file of this row.
export const isDone = ({ uploads }, sha256) => FINAL.includes(((uploads || {})[sha256] || {}).state);

export const named = async () => {
  const found = new Set();
  const { run } = self.outbox;
  for (const id of await run((_, drafts) => drafts.getAllKeys())) {
    const draft = await run((_, drafts) => drafts.get(id));
    if (!draft) continue;
    for (const { sha256 } of parse((draft.values || {}).files)) found.add(sha256);
    for (const name of draft.photos || []) found.add(name);
  }
  for (const id of await run((rows) => rows.getAllKeys())) {
    const row = await run((rows) => rows.get(id));
    for (const { sha256 } of parse(row && row.files)) if (!isDone(row, sha256)) found.add(sha256);
  }
  return found;
};

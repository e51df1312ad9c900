// How far the files of a row have come, in words (`words`: the texts of a page).
import { parse } from "./descriptor.js";

// How much of a file needs no more sending.
const share = ({ state, parts, of }) => (state == "expected" ? (parts || 0) / (of || 1) : state ? 1 : 0);

export const progress = ({ files, uploads = {}, receipt, held, pause }, words) => {
  const wanted = parse(files);
  if (!wanted.length) return "";
  const kilobytes = Math.ceil(wanted.reduce((sum, { bytes }) => sum + bytes, 0) / 1000);
  if (!receipt) return words.files_wait.replace("{n}", wanted.length).replace("{k}", kilobytes);
  const states = wanted.map(({ sha256 }) => uploads[sha256] || {});
  const count = (name) => states.filter(({ state }) => state == name).length;
  const stored = count("stored");
  const said = [words.files_sent.replace("{n}", stored).replace("{m}", wanted.length)];
  // Of all of them, by bytes.
  const all = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  const sent = wanted.reduce((sum, { bytes }, at) => sum + bytes * share(states[at]), 0);
  if (sent && sent < all) said.push(`${Math.floor((100 * sent) / all)} %`);
  if (held) said.push(words.files_held);
  else if (sent < all && (pause || !navigator.onLine)) said.push(words.files_waits);
  const refused = count("refused") + count("removed");
  if (refused) said.push(words.files_refused.replace("{n}", refused));
  if (count("lost")) said.push(words.files_lost.replace("{n}", count("lost")));
  return said.join(" · ");
};

// Wi-Fi was wished for; somebody wants these files to go now all the same.
export const sendAnyway = async ({ files }, shelf) => {
  for (const { sha256 } of parse(files)) await shelf.change(sha256, (file) => ({ ...file, wifi: false }));
};

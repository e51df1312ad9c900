// What the system really holds, read beside it from D1's file, and how that compares with what a phone was told.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const FOLDER = "v3/d1/miniflare-D1DatabaseObject";

// Every complaint of a test carries a marker of its own among its words.
export const marked = (marker, words = "Lampu jalan mati di Kecamatan Gubug") => `${words} <${marker}>`;
export const markerOf = (narrative) => narrative.match(/<([^<>]+)>/)?.[1];

function open(state, readOnly = true) {
  const folder = join(state, FOLDER);
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(".sqlite") || name === "metadata.sqlite") continue;
    const database = new DatabaseSync(join(folder, name), { readOnly, timeout: 5000 });
    const table = database.prepare("select 1 from sqlite_master where type = 'table' and name = 'complaint'");
    if (table.get()) return database;
    database.close();
  }
  throw new Error("no database of complaints below the state directory");
}

// Statements behind the system's back, all of them or none.
export function change(state, statements) {
  const database = open(state, false);
  try {
    database.exec(`begin immediate;\n${statements};\ncommit;`);
  } finally {
    database.close();
  }
}

// Any question, for tests that know what they look for.
export function ask(state, question, ...values) {
  const database = open(state);
  try {
    return database.prepare(question).all(...values);
  } finally {
    database.close();
  }
}

// All complaints by id: narrative and number of first history entries.
export function complaints(state) {
  const database = open(state);
  try {
    const rows = database
      .prepare(
        `select id, narrative, (select count(*) from complaint_event where complaint_id = complaint.id and seq = 0) as entries,
           (select count(*) from notification where complaint_id = complaint.id and event_seq = 0) as notifications
         from complaint`,
      )
      .all();
    return new Map(rows.map((row) => [row.id, row]));
  } finally {
    database.close();
  }
}

// `acknowledged`: id → words, of everything a phone called safe. `receipts`: ids that a phone calls sent.
export function compare(state, acknowledged, receipts = []) {
  const stored = complaints(state);
  const idsByMarker = new Map();
  for (const { id, narrative } of stored.values()) {
    const marker = markerOf(narrative);
    if (marker) idsByMarker.set(marker, [...(idsByMarker.get(marker) ?? []), id]);
  }
  const ids = [...acknowledged.keys()];
  // Line ends come back as the form sends them, and blanks around the whole are not words.
  const plain = (words) => words.replaceAll("\r\n", "\n").trim();
  return {
    acknowledged: ids.length,
    stored: stored.size,
    lost: ids.filter((id) => !stored.has(id)),
    duplicates: [...idsByMarker].filter(([, found]) => found.length > 1).map(([marker]) => marker),
    wrong: ids
      .filter((id) => stored.has(id) && plain(stored.get(id).narrative) !== plain(acknowledged.get(id)))
      .map((id) => `${id}: "${acknowledged.get(id)}" came as "${stored.get(id).narrative}"`),
    broken: [...stored.values()].filter(({ entries }) => entries !== 1).map(({ id }) => id),
    sentWithoutRow: [...receipts].filter((id) => !stored.has(id)),
  };
}

// The parts of a comparison that must be empty.
export function mistakes({ lost, duplicates, wrong, broken, sentWithoutRow }) {
  return { lost, duplicates, wrong, broken, sentWithoutRow };
}
export const NO_MISTAKES = { lost: [], duplicates: [], wrong: [], broken: [], sentWithoutRow: [] };

// One line for people.
export const counted = ({ acknowledged, stored, lost, duplicates, wrong, sentWithoutRow }) =>
  `acknowledged ${acknowledged}, in D1 ${stored}, lost ${lost.length}, duplicates ${duplicates.length}, ` +
  `wrong words ${wrong.length}, sent without a row ${sentWithoutRow.length}`;

// Officers at their desk, for tests of the pages below /meja: accounts as they would be after an invitation, and sessions
// without the ceremony. How people really sign in has tests of its own.
import { createHash, randomBytes } from "node:crypto";
import { sql } from "./system.mjs";

// Name → role, agency, unit.
export const OFFICERS = {
  admin: ["national_admin", null, null],
  coordinator: ["agency_coordinator", "kab-grobogan", null],
  liaison: ["liaison_officer", "kab-grobogan", "kabkota:dpupr"],
  "other-unit": ["liaison_officer", "kab-grobogan", "kabkota:dlh"],
  inspector: ["inspectorate", "kab-grobogan", null],
  demak: ["agency_coordinator", "kab-demak", null],
  ombudsman: ["ombudsman", null, null],
  operator: ["channel_operator", null, null],
  observer: ["observer", null, null],
  custodian: ["custodian", null, null],
  auditor: ["auditor", null, null],
};

const text = (value) => (value === null ? "null" : `'${value}'`);

// Gives each officer an account; the ids are `o-<name>`.
export function employ(system, officers = OFFICERS) {
  const statements = Object.entries(officers).map(
    ([name, [role, agency, unit]]) =>
      `insert or ignore into officer (id, name, created_at) values ('o-${name}', 'Petugas ${name}', 0);` +
      `insert into officer_role (officer_id, role, agency_id, unit_id) values ('o-${name}', '${role}', ${text(agency)}, ${text(unit)});`,
  );
  sql(system, statements.join(""));
}

// A session of an officer who proved a moment ago who they are (`isProved: false` for one who did not): the cookie's value.
export function session(system, name, { isProved = true } = {}) {
  const value = randomBytes(32).toString("hex");
  const hash = createHash("sha256").update(value).digest("hex");
  const far = 9999999999999;
  sql(
    system,
    `insert into session (hash, officer_id, created_at, seen_at, idle_until, expires_at, proved_until)
     values ('${hash}', 'o-${name}', 0, ${far}, ${far}, ${far}, ${isProved ? far : "null"})`,
  );
  return value;
}

// Lets a browser context in as this officer.
export async function signIn(system, context, name, options) {
  const value = session(system, name, options);
  const { hostname } = new URL(system.origin);
  await context.addCookies([{ name: "__Host-sid", value, domain: hostname, path: "/", secure: true, httpOnly: true, sameSite: "Lax" }]);
}

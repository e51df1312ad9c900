// A case with officers who act on it, for tests of the reporter's side.
import { createHash, randomUUID } from "node:crypto";
import { sql } from "./system.mjs";

export const KEY = "AAECAwQFBgcICQoLDA0ODw";
const OFFICERS = {
  admin: ["national_admin", null, null],
  coordinator: ["agency_coordinator", "kab-grobogan", null],
  liaison: ["liaison_officer", "kab-grobogan", "kabkota:dpupr"],
};
const tokenOf = (name) => `sp_${name}_0123456789abcdef`;

// Gives each officer an account and a token.
export function appoint(system) {
  const text = (value) => (value === null ? "null" : `'${value}'`);
  const statements = Object.entries(OFFICERS).map(([name, [role, agency, unit]]) => {
    const hash = createHash("sha256").update(tokenOf(name)).digest("hex");
    return (
      `insert into officer (id, name, created_at) values ('o-${name}', 'Petugas ${name}', 0);` +
      `insert into officer_role (officer_id, role, agency_id, unit_id) values ('o-${name}', '${role}', ${text(agency)}, ${text(unit)});` +
      `insert into api_token (hash, officer_id, created_at, expires_at) values ('${hash}', 'o-${name}', 0, 9999999999999);`
    );
  });
  sql(system, statements.join(""));
}

async function put(system, path, body, headers = {}) {
  const reply = await fetch(system.origin + path, {
    method: "PUT",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const answer = await reply.json();
  if (reply.status !== 201) throw new Error(`${path}: ${reply.status} ${JSON.stringify(answer)}`);
  return answer;
}

// A complaint just filed; `does` sends a command as an officer or as `reporter`.
export async function fileCase(system, more = {}) {
  const body = { text: "Jalan berlubang di depan Pasar Gubug", place: "Kecamatan Gubug", access_key: KEY, ...more };
  const { tracking_code: code } = await put(system, `/api/v1/complaints/${randomUUID()}`, body);
  const does = (who, command) =>
    put(system, `/api/v1/complaints/${code}/commands/${randomUUID()}`, command, {
      authorization: `Bearer ${who === "reporter" ? KEY : tokenOf(who)}`,
    });
  return { code, path: `/l/${code}?k=${KEY}`, does };
}

// Until the public works have answered it.
export async function answered(system) {
  const one = await fileCase(system);
  const title = "Jalan berlubang di depan Pasar Gubug";
  await one.does("admin", { command: "assign", kind: "complaint", category: "JLN-01", title, agency: "kab-grobogan" });
  await one.does("coordinator", { command: "delegate", unit: "kabkota:dpupr" });
  await one.does("liaison", { command: "answer", outcome: "informed", text: "Sudah kami tambal kemarin." });
  return one;
}

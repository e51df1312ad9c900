// Officers who are invited, and what their phones can do: an authenticator app, a passkey.
import { createHash, createHmac, randomBytes } from "node:crypto";
import { sql } from "./system.mjs";

export const sha256 = (text) => createHash("sha256").update(text).digest("hex");

// An officer with this role and an invitation: its path.
export function invite(system, name, { role = "national_admin", expiresAt = 9999999999999 } = {}) {
  const token = randomBytes(32).toString("hex");
  sql(
    system,
    `insert or ignore into officer (id, name, created_at) values ('n-${name}', 'Petugas ${name}', 0);` +
      `insert into officer_role (officer_id, role) values ('n-${name}', '${role}');` +
      `insert into invitation (hash, officer_id, created_at, expires_at) values ('${sha256(token)}', 'n-${name}', 0, ${expiresAt});`,
  );
  return `/meja/undangan/${token}`;
}

function fromBase32(text) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
}

// What an authenticator app shows (RFC 6238).
export function code(secret, at = Date.now()) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac("sha1", fromBase32(secret.replaceAll(" ", ""))).update(counter).digest();
  const offset = digest[19] & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

// A phone whose owner is recognised by a finger: Chromium's virtual authenticator.
export async function addAuthenticator(page, { isUserVerified = true } = {}) {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  const { authenticatorId } = await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
    },
  });
  return { client, authenticatorId };
}

// A form as a browser of ours would send it, without following.
export function post(system, path, fields, { cookies = {}, at, origin = system.origin } = {}) {
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  return fetch(origin + path, {
    method: "POST",
    redirect: "manual",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      origin,
      ...(cookie.length ? { cookie: cookie.join("; ") } : {}),
      ...(at ? { "simulated-now": String(at) } : {}),
    },
    body: new URLSearchParams(fields),
  });
}

export const get = (system, path, { cookies = {}, at } = {}) =>
  fetch(system.origin + path, {
    redirect: "manual",
    headers: {
      cookie: Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join("; "),
      ...(at ? { "simulated-now": String(at) } : {}),
    },
  });

// The cookies an answer sets.
export const cookiesOf = (reply) =>
  Object.fromEntries(reply.headers.getSetCookie().map((line) => line.split(";")[0].split("=")));

export const PASSWORD = "pintu hijau di pasar Gubug";

// Accepts an invitation by password, without a browser: the cookies, the app's secret, the recovery codes.
export async function acceptByPassword(system, path, login, at = Date.now()) {
  const page = await (await get(system, path, { at })).text();
  const secret = /class="secret">([^<]+)</.exec(page)[1];
  const draft = /name="draft" value="([^"]+)"/.exec(page)[1];
  const reply = await post(
    system,
    path,
    { login, password: PASSWORD, repeat: PASSWORD, code: code(secret, at), draft },
    { at },
  );
  const body = await reply.text();
  if (reply.status !== 200) throw new Error(`${reply.status} ${body}`);
  const codes = [...body.matchAll(/<code>([^<]+)</g)].map(([, found]) => found);
  return { cookies: cookiesOf(reply), secret, codes };
}

// Thousands of complaints through a bad network, sent by small clients that behave like the outbox and like people
// with the plain form. Both stop only when they hold a receipt that is theirs.
import { createHash, randomBytes } from "node:crypto";
import { deflateSync } from "node:zlib";
import { generator } from "./faults.mjs";
import { marked } from "./truth.mjs";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const digestOf = (json) => createHash("sha256").update(json).digest("base64url");

// A UUID of version 7.
export function newId(now = Date.now()) {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [0, 8, 12, 16, 20].map((start, index) => hex.slice(start, [8, 12, 16, 20, 32][index])).join("-");
}

async function ask(url, options = {}) {
  try {
    const reply = await fetch(url, { ...options, signal: AbortSignal.timeout(4000) });
    return { status: reply.status, headers: reply.headers, body: await reply.text() };
  } catch {
    return undefined;
  }
}

const typeOf = (reply) => (reply.headers.get("content-type") ?? "").split(";")[0].trim();

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// The outbox's own question: is this the receipt of this row?
function isReceipt(reply, { id, digest }) {
  if (![200, 201].includes(reply.status) || typeOf(reply) !== "application/json") return false;
  return parsed(reply.body)?.id === id && reply.headers.get("submission-digest") === digest;
}

async function sendLikeTheOutbox(origin, words, step) {
  const id = newId();
  const json = JSON.stringify({ text: words, access_key: randomBytes(16).toString("base64url") });
  const row = { id, digest: digestOf(json) };
  const headers = { "content-type": "application/json", "content-encoding": "deflate" };
  const body = deflateSync(json);
  step.acknowledge(id, words);
  for (let attempt = 0; ; attempt += 1) {
    const reply = await ask(`${origin}/api/v1/complaints/${id}`, { method: "PUT", headers, body });
    step.attempt();
    if (reply && isReceipt(reply, row)) return step.receipt(id);
    const isRefusal = reply && typeOf(reply) === "application/problem+json" && reply.status < 500;
    if (isRefusal && ![408, 425, 429].includes(reply.status)) return step.refuse(id, reply);
    await pause(Math.min(5 * 2 ** attempt, 200));
  }
}

const hidden = (page, name) => page.match(new RegExp(`name="${name}" value="([^"]+)"`))?.[1];

// Opens the form, presses the button until a page shows the tracking code, and sometimes goes back to press it again.
async function sendLikeAPerson(origin, words, step) {
  let page;
  do page = await ask(`${origin}/lapor`);
  while (!page || !hidden(page.body, "id"));
  const [id, access_key] = [hidden(page.body, "id"), hidden(page.body, "access_key")];
  const body = new URLSearchParams({ id, access_key, text: words }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const code = `/l/`;
  step.acknowledge(id, words);
  let presses = step.isImpatient() ? 2 : 1;
  for (let attempt = 0; ; attempt += 1) {
    const reply = await ask(`${origin}/lapor?kirim`, { method: "POST", headers, body });
    step.attempt();
    const isReceived = reply && [200, 201].includes(reply.status) && reply.body.includes('class="code"');
    if (isReceived && reply.body.includes(code) && (presses -= 1) === 0) return step.receipt(id);
    const other = reply && hidden(reply.body, "id");
    if (other && other !== id) return step.refuse(id, reply);
    await pause(Math.min(5 * 2 ** attempt, 200));
  }
}

// Sends `count` complaints through `origin`, `width` at a time, every other one with the plain form.
export async function storm(origin, { count, seed, width = 12 }) {
  const random = generator(seed);
  const result = { acknowledged: new Map(), receipts: new Set(), refused: [], attempts: 0 };
  const step = {
    acknowledge: (id, words) => result.acknowledged.set(id, words),
    receipt: (id) => result.receipts.add(id),
    refuse: (id, reply) => result.refused.push(`${id}: ${reply.status} ${reply.body.slice(0, 200)}`),
    attempt: () => (result.attempts += 1),
    isImpatient: () => random() < 0.3,
  };
  let next = 0;
  const sender = async () => {
    while (next < count) {
      const index = next++;
      const send = index % 2 === 0 ? sendLikeTheOutbox : sendLikeAPerson;
      await send(origin, marked(`badai-${seed}-${index}`), step);
    }
  };
  await Promise.all(Array.from({ length: width }, sender));
  return result;
}

// A reverse proxy that does to requests what bad networks do: by script, or by a seed that it can be told again.
//
// The seed fixes the order of faults. Which request meets which fault also depends on the order in which requests
// arrive, so a run with one sender repeats exactly and a run with many repeats its mixture.
import http from "node:http";

// Numbers in [0, 1) that a seed repeats (mulberry32).
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

// How often each fault comes when nothing is scripted.
export const MIXTURE = {
  none: 8,
  "ack-lost": 5,
  duplicate: 3,
  echo: 2,
  delay: 2,
  reorder: 2,
  500: 1,
  503: 1,
  429: 1,
  captive: 2,
  "captive-json": 2,
  "captive-redirect": 1,
  "other-receipt": 2,
  "bare-4xx": 2,
  "slow-loris": 1,
  "reset-upload": 2,
  "reset-answer": 3,
  304: 1,
  "empty-200": 1,
};

export const isSubmission = ({ method, url }) =>
  (method === "PUT" && url.startsWith("/api/v1/complaints/")) ||
  (method === "POST" && /^\/(en\/?)?(lapor)?(\?|$)/.test(url));

const PORTAL = "<!doctype html><title>Wi-Fi gratis</title><h1>Masuk untuk memakai internet</h1>";
const HOP_BY_HOP = ["connection", "keep-alive", "transfer-encoding", "content-length"];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// `upstream` is the origin of the real system. Options: `seed`, `mixture`, `lorisMs` (how long the slowest server goes
// on; for ever when Infinity), `retryAfter` in seconds.
export async function startFaults(upstream, { seed = 1, mixture = MIXTURE, lorisMs = 1500, retryAfter = 1 } = {}) {
  const target = new URL(upstream);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const random = generator(seed);
  const sockets = new Set();
  const script = [];
  const counts = {};
  const arrivals = new Map();
  const rewrites = new Map();
  let isRandom = false;
  let lastReceipt;
  let release;
  let port = 0;

  const count = (name) => (counts[name] = (counts[name] ?? 0) + 1);

  function draw() {
    let left = random() * Object.values(mixture).reduce((sum, weight) => sum + weight, 0);
    return Object.keys(mixture).find((name) => (left -= mixture[name]) < 0);
  }

  // Sends on what the client sent, and waits for the whole answer. `share` below 1 breaks the upload off.
  function forward(request, body, share = 1) {
    if (share === 1 && isSubmission(request)) arrivals.set(request.url, (arrivals.get(request.url) ?? 0) + 1);
    return new Promise((resolve, reject) => {
      const headers = { ...request.headers, connection: "keep-alive" };
      if (body.length > 0 || headers["content-length"]) headers["content-length"] = body.length;
      delete headers["transfer-encoding"];
      const options = { agent, host: target.hostname, port: target.port, method: request.method, path: request.url };
      const passed = http.request({ ...options, headers }, (answer) => {
        const chunks = [];
        answer.on("data", (chunk) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const reply = { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) };
          if (isSubmission(request)) keep(request, reply);
          resolve(reply);
        });
      });
      passed.on("error", reject);
      if (share === 1) return passed.end(body);
      passed.flushHeaders();
      passed.write(body.subarray(0, Math.floor(body.length * share)), () => passed.destroy());
    });
  }

  function keep(request, reply) {
    if (request.method === "PUT" && reply.status === 201) lastReceipt = reply;
  }

  function headersFor(reply) {
    const headers = { ...reply.headers };
    for (const name of HOP_BY_HOP) delete headers[name];
    return { ...headers, "content-length": reply.body.length };
  }

  function answer(response, reply) {
    response.writeHead(reply.status, headersFor(reply));
    response.end(reply.body);
  }

  const text = (status, type, body, headers = {}) => ({
    status,
    headers: { "content-type": type, "cache-control": "no-store", ...headers },
    body: Buffer.from(body),
  });
  const problem = (status, headers) =>
    text(status, "application/problem+json", JSON.stringify({ type: "/problems/unavailable", title: "x", status }), headers);

  const faults = {
    async none(request, response, body) {
      answer(response, await forward(request, body));
    },
    async "ack-lost"(request, response, body) {
      await forward(request, body);
      request.socket.destroy();
    },
    async duplicate(request, response, body) {
      const replies = await Promise.all([forward(request, body), forward(request, body)]);
      answer(response, replies[random() < 0.5 ? 0 : 1]);
    },
    // A copy that the network delivers once more, later.
    async echo(request, response, body) {
      answer(response, await forward(request, body));
      await pause(20);
      await forward(request, body);
    },
    async delay(request, response, body) {
      await pause(100 + random() * 400);
      answer(response, await forward(request, body));
    },
    // Held until a later one has overtaken it, or nobody comes.
    async reorder(request, response, body) {
      await Promise.race([new Promise((resolve) => (release = resolve)), pause(700)]);
      answer(response, await forward(request, body));
    },
    500: (request, response) => answer(response, text(500, "text/html", "<h1>500</h1>")),
    503: (request, response) => answer(response, problem(503, { "retry-after": String(retryAfter) })),
    429: (request, response) => answer(response, problem(429, { "retry-after": String(retryAfter) })),
    captive: (request, response) => answer(response, text(200, "text/html; charset=utf-8", PORTAL)),
    // Each time another lie; some know the id, which is in the address.
    "captive-json"(request, response) {
      const id = request.url.split("/").pop();
      const lies = ["{}", JSON.stringify({ id }), "[]", JSON.stringify({ id, state: "received" }), "null", '{"ok":true}', '{"id":'];
      const turn = counts["captive-json"];
      const headers = turn % 2 ? { "submission-digest": "x".repeat(43) } : {};
      answer(response, text(turn % 3 ? 200 : 201, "application/json", lies[turn % lies.length], headers));
    },
    "captive-redirect": (request, response) => answer(response, text(302, "text/html", "", { location: "/portal-masuk" })),
    // A confused cache: the receipt of somebody else's complaint.
    "other-receipt"(request, response) {
      answer(response, lastReceipt ?? text(200, "application/json", "{}"));
    },
    "bare-4xx"(request, response) {
      const status = [400, 403, 404, 409, 422][Math.floor(random() * 5)];
      const type = random() < 0.7 ? "text/html" : "application/json";
      answer(response, text(status, type, type === "text/html" ? PORTAL : '{"error":"blocked"}'));
    },
    async "slow-loris"(request, response) {
      response.writeHead(200, { "content-type": "application/json" });
      response.flushHeaders();
      const end = Date.now() + lorisMs;
      while (!response.destroyed && Date.now() < end) {
        response.write(" ");
        await pause(100);
      }
      request.socket.destroy();
    },
    async "reset-upload"(request, response, body) {
      await forward(request, body, random()).catch(() => {});
      request.socket.destroy();
    },
    async "reset-answer"(request, response, body) {
      const reply = await forward(request, body);
      response.writeHead(reply.status, headersFor(reply));
      response.write(reply.body.subarray(0, Math.floor(reply.body.length * random())), () => request.socket.destroy());
    },
    304: (request, response) => answer(response, text(304, "text/html", "")),
    "empty-200": (request, response) => answer(response, text(200, "application/json", "")),
  };

  async function handle(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (request.url === "/portal-masuk") return answer(response, text(200, "text/html; charset=utf-8", PORTAL));
    if (!isSubmission(request)) return page(request, response, body);
    const name = script.shift() ?? (isRandom ? draw() : "none");
    if (!faults[name]) throw new Error(`there is no fault ${name}`);
    count(name);
    if (name !== "reorder") release = void release?.();
    await faults[name](request, response, body);
  }

  async function page(request, response, body) {
    const rewrite = rewrites.get(new URL(request.url, "http://x").pathname);
    if (!rewrite) return answer(response, await forward(request, body));
    delete request.headers["if-none-match"];
    request.headers["accept-encoding"] = "identity";
    const reply = await forward(request, body);
    reply.body = Buffer.from(rewrite(reply.body.toString()));
    delete reply.headers.etag;
    answer(response, reply);
  }

  const server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    handle(request, response).catch(() => {
      // The client is gone, or the system is: both look like a dead line from here.
      count("broken");
      request.socket.destroy();
    });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  });
  const listen = () => new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const off = async () => {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await listen();
  port = server.address().port;

  return {
    origin: `http://127.0.0.1:${port}`,
    seed,
    counts,
    // How often each submission was passed on, whole, to the real system.
    arrivals,
    // The next submissions meet these faults, in order.
    next: (...names) => script.push(...names),
    random: (wanted = true) => (isRandom = wanted),
    // Nothing goes wrong any more.
    heal() {
      script.length = 0;
      isRandom = false;
    },
    // What comes from this path is changed on its way.
    rewrite: (path, change) => (change ? rewrites.set(path, change) : rewrites.delete(path)),
    off,
    on: async () => server.listening || listen(),
    async stop() {
      await off();
      agent.destroy();
    },
  };
}

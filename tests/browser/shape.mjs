// A slow network in user space: what a page would need to arrive over one fresh HTTP/2 connection.
//
// A model, and deterministic: the times follow from bytes alone. Before the first answer come three round trips (DNS,
// TCP, TLS 1.3, with 3 KB of certificates); then each request goes up at the uplink's rate and its answer comes down in
// segments of 1460 bytes, ten at first and twice as many after each round trip, never faster than the link. All requests
// share the link and the window, first come, first served. 2 % are added for framing; request headers count as sent by
// HTTP/1.1, which is more than HTTP/2 needs. Loss, jitter and waking the radio are not modelled.
//
// Text comes from the local server as it is and is compressed here with brotli at quality 4, as Cloudflare's edge does
// by default for HTML, CSS, JavaScript, JSON and WebAssembly.
import http from "node:http";
import { brotliCompressSync, constants } from "node:zlib";

// Rates in bits per second, round trip in milliseconds.
export const PROFILES = {
  "Slow 4G": { down: 1_600_000, up: 750_000, rtt: 150 },
  "Slow 3G": { down: 400_000, up: 400_000, rtt: 400 },
  GPRS: { down: 50_000, up: 20_000, rtt: 500 },
};

const SEGMENT = 1460;
const FRAMING = 1.02;
const CERTIFICATES = 3000;
const HELLO = 600;
const ROUND_TRIPS_BEFORE = 3;
const COMPRESSED = /^(text\/|application\/(javascript|json|wasm|manifest\+json|problem\+json)|image\/svg)/;

// When each segment of an answer arrives, on one connection of one link.
export class Link {
  constructor({ down, up, rtt }) {
    Object.assign(this, { down, up, rtt, downFree: 0, upFree: 0, window: 10 * SEGMENT, inFlight: 0, acks: [] });
    this.isWarm = false;
  }

  #time(bytes, rate) {
    return (bytes * FRAMING * 8 * 1000) / rate;
  }

  // When the server has the whole request that was started at `now`.
  request(bytes, now) {
    let start = now;
    if (!this.isWarm) {
      this.isWarm = true;
      const handshake = ROUND_TRIPS_BEFORE * this.rtt;
      start += handshake + this.#time(CERTIFICATES, this.down) + this.#time(HELLO, this.up);
      this.openAt = start;
    }
    start = Math.max(start, this.upFree, this.openAt);
    this.upFree = start + this.#time(bytes, this.up);
    return this.upFree + this.rtt / 2;
  }

  // Arrival times of the segments of an answer that the server has at `now`: [milliseconds, bytes].
  answer(bytes, now) {
    const arrivals = [];
    let time = now;
    for (let left = bytes; left > 0; left -= SEGMENT) {
      const size = Math.min(left, SEGMENT);
      time = Math.max(time, this.downFree);
      for (;;) {
        while (this.acks.length > 0 && this.acks[0].at <= time) this.#acknowledge();
        if (this.inFlight + size <= this.window) break;
        time = Math.max(time, this.acks[0].at);
      }
      this.inFlight += size;
      this.downFree = time + this.#time(size, this.down);
      const arrival = this.downFree + this.rtt / 2;
      this.acks.push({ at: arrival + this.rtt / 2, size });
      arrivals.push([arrival, size]);
      time = this.downFree;
    }
    return arrivals;
  }

  #acknowledge() {
    const { size } = this.acks.shift();
    this.inFlight -= size;
    // Slow start: every acknowledged byte lets one more out.
    this.window += size;
  }
}

// Seconds until the last byte of one answer on a cold connection: the table of the guide, for checking the model.
export function coldSeconds(profile, bytes, { head = 600, server = 0 } = {}) {
  const link = new Link(PROFILES[profile]);
  const arrivals = link.answer(bytes, link.request(head, 0) + server);
  return arrivals.at(-1)[0] / 1000;
}

const headBytes = ({ rawHeaders }, firstLine) =>
  firstLine.length + 4 + rawHeaders.reduce((sum, part) => sum + part.length + 2, 0);

function compress(type, body) {
  if (!COMPRESSED.test(type) || body.length < 50) return undefined;
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });
}

export async function startShape(upstream) {
  const target = new URL(upstream);
  const agent = new http.Agent({ keepAlive: true });
  let link;
  let requests = [];

  const forward = (request, body) =>
    new Promise((resolve, reject) => {
      const headers = { ...request.headers, "accept-encoding": "identity" };
      const options = { agent, host: target.hostname, port: target.port, method: request.method, path: request.url, headers };
      const passed = http.request(options, (answer) => {
        const chunks = [];
        answer.on("data", (chunk) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => resolve({ answer, body: Buffer.concat(chunks) }));
      });
      passed.on("error", reject);
      passed.end(body);
    });

  async function handle(request, response) {
    const start = performance.now();
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const sent = Buffer.concat(chunks);
    const up = headBytes(request, `${request.method} ${request.url} HTTP/1.1`) + sent.length;
    const reached = link?.request(up, start);
    const { answer, body } = await forward(request, sent);
    const served = performance.now() - start;
    const headers = { ...answer.headers };
    for (const name of ["connection", "keep-alive", "transfer-encoding", "content-length"]) delete headers[name];
    const compressed = /\bbr\b/.test(request.headers["accept-encoding"] ?? "") && compress(headers["content-type"] ?? "", body);
    const shown = compressed || body;
    if (compressed) headers["content-encoding"] = "br";
    headers["content-length"] = shown.length;
    const head = headBytes(answer, `HTTP/1.1 ${answer.statusCode} OK`) + (compressed ? "content-encoding: br\r\n".length : 0);
    requests.push({ method: request.method, url: request.url, up, upBody: sent.length, down: head + shown.length, body: shown.length });
    if (!link) {
      response.writeHead(answer.statusCode, headers);
      return response.end(shown);
    }
    // The headers travel with the first segment.
    const arrivals = link.answer(head + shown.length, reached + served);
    let written = -head;
    response.on("error", () => {});
    for (const [at, size] of arrivals) {
      const wait = at - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      if (!response.headersSent) response.writeHead(answer.statusCode, headers), response.flushHeaders();
      const from = Math.max(written, 0);
      written += size;
      if (written > from) response.write(shown.subarray(from, written));
    }
    response.end();
  }

  const server = http.createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = server.address().port;
  return {
    origin: `http://127.0.0.1:${port}`,
    // From now on a cold connection of this profile; without one, as fast as it can.
    connect(profile) {
      link = profile && new Link(PROFILES[profile]);
      requests = [];
    },
    // What has been asked since, with bytes: `up` and `down` with headers, `body` as compressed.
    get requests() {
      return requests;
    },
    // The server is dead; and alive again.
    off: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
    on: () => new Promise((resolve) => server.listen(port, "127.0.0.1", resolve)),
    async stop() {
      if (server.listening) await this.off();
      agent.destroy();
    },
  };
}

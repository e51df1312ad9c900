// How many bytes a request costs on a connection that has carried one like it: HTTP/2 with HPACK, as nghttp2 does it.
import { once } from "node:events";
import http2 from "node:http2";
import { randomUUID } from "node:crypto";

// Content type, version, length, sequence and tag of one TLS 1.3 record.
const TLS_RECORD = 22;
const RECORDS = 2;
// What browsers send besides, in HTTP/2.
const HEADERS = {
  "user-agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36",
  "sec-ch-ua": '"Chromium";v="156", "Not.A/Brand";v="24", "Google Chrome";v="156"',
  "sec-ch-ua-mobile": "?1",
  "sec-ch-ua-platform": '"Android"',
  accept: "*/*",
  origin: "https://satupintu.example",
  "sec-fetch-site": "same-origin",
  "sec-fetch-mode": "cors",
  "sec-fetch-dest": "empty",
  referer: "https://satupintu.example/lapor",
  "accept-encoding": "gzip, deflate, br, zstd",
  "accept-language": "id-ID,id;q=0.9,en;q=0.8",
  "content-type": "application/json",
  "content-encoding": "deflate",
  priority: "u=1, i",
};

// `upBody` is the body's size; path and age are new in each request, so they are sent in full.
export async function warmRequestBytes({ upBody }) {
  const server = http2.createServer();
  server.on("stream", (stream) => {
    stream.resume();
    stream.on("end", () => {
      stream.respond({ ":status": 201 });
      stream.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const session = http2.connect(`http://127.0.0.1:${server.address().port}`);
  const send = async () => {
    const path = `/api/v1/complaints/${randomUUID()}`;
    const headers = { ...HEADERS, ":method": "PUT", ":path": path, "submission-age": (Math.random() * 9e4).toFixed(3), "content-length": upBody };
    const stream = session.request(headers);
    stream.end(Buffer.alloc(upBody));
    stream.resume();
    await once(stream, "close");
  };
  await send();
  const before = session.socket.bytesWritten;
  await send();
  const bytes = session.socket.bytesWritten - before;
  session.close();
  server.close();
  return bytes + RECORDS * TLS_RECORD;
}

// A line below HTTP: passes bytes on, slowly if told so, and dies after a number of bytes or of milliseconds, as radio does.
// Everything that clients sent into it is counted, whether it arrived or not.
import { connect, createServer } from "node:net";

// `next()` says how long a new connection lives: `{ bytes, ms }`, each optional. `rate` limits the way up, in bits per
// second, over all connections.
export async function startLine(upstream, { rate, next = () => ({}) } = {}) {
  const { hostname, port } = new URL(upstream);
  const sockets = new Set();
  let sent = 0;
  let cuts = 0;
  let free = 0;
  let settings = { rate, next };

  const server = createServer((client) => {
    const { bytes = Infinity, ms } = settings.next();
    const target = connect(Number(port), hostname);
    const both = [client, target];
    for (const socket of both) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => {
        sockets.delete(socket);
        for (const other of both) other.destroy();
      });
    }
    const cut = () => {
      cuts += 1;
      for (const socket of both) socket.destroy();
    };
    const life = ms && setTimeout(cut, ms);
    client.once("close", () => clearTimeout(life));
    let left = bytes;
    client.on("data", (chunk) => {
      const part = chunk.subarray(0, Math.min(left, chunk.length));
      left -= part.length;
      const pass = () => {
        if (target.destroyed) return;
        sent += part.length;
        target.write(part);
        if (left <= 0) cut();
      };
      if (!settings.rate) return pass();
      // One after another through the same narrow way: in pieces, so that a cut leaves what had passed.
      client.pause();
      const slice = 512;
      let at = 0;
      const step = () => {
        if (client.destroyed) return;
        const piece = part.subarray(at, at + slice);
        at += slice;
        sent += piece.length;
        target.write(piece);
        if (at < part.length) return wait(piece.length);
        if (left <= 0) return cut();
        client.resume();
      };
      const wait = (count) => {
        free = Math.max(free, Date.now()) + (count * 8000) / settings.rate;
        setTimeout(step, free - Date.now());
      };
      wait(Math.min(slice, part.length));
    });
    target.on("data", (chunk) => client.write(chunk));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    // From now on.
    become(changed) {
      settings = { next: () => ({}), ...changed };
      for (const socket of sockets) socket.destroy();
    },
    get sent() {
      return sent;
    },
    get cuts() {
      return cuts;
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

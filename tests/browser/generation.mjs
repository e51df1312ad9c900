// The same system as another build: another list of the app's files, hence another digest, another service worker,
// another cache. The files themselves stay as they are, as most do between two real builds.
import { createHash } from "node:crypto";

const digestOf = (text) => createHash("sha256").update(text).digest("base64");

// From now on the proxy serves build number `build`; 0 is the one that was built. Returns the name of its cache.
export async function serveBuild(faults, upstream, build, { prelude = "" } = {}) {
  const shell = await (await fetch(`${upstream}/shell.json`)).text();
  const changed = shell + "\n".repeat(build);
  faults.rewrite("/shell.json", () => changed);
  faults.rewrite("/sw.js", (worker) => {
    if (!worker.includes(digestOf(shell))) throw new Error("sw.js does not carry the digest of shell.json");
    return prelude + worker.replaceAll(digestOf(shell), digestOf(changed));
  });
  return digestOf(changed);
}

// Passkeys: asks the server for a challenge and the authenticator for an answer, puts it into the form and sends the form.
// What is right is decided by the server alone.
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

async function ask(url) {
  const reply = await fetch(url, { method: "POST" });
  if (!reply.ok || reply.redirected) throw new Error(String(reply.status));
  const { challenge, host, timeout, user, name, known = [] } = await reply.json();
  return { challenge: toBytes(challenge), host, timeout, user, name, known };
}

async function create(form) {
  const { challenge, host, timeout, user, name, known } = await ask(form.dataset.challenge);
  const login = form.elements.login?.value.trim() || name;
  const { rawId, response } = await navigator.credentials.create({
    publicKey: {
      challenge,
      timeout,
      rp: { id: host, name: "SatuPintu" },
      user: { id: toBytes(user), name: login, displayName: name },
      // ES256, and RS256 for the TPMs of older computers.
      pubKeyCredParams: [-7, -257].map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: known.map((id) => ({ type: "public-key", id: toBytes(id) })),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      attestation: "none",
    },
  });
  return { id: toText(rawId), client_data: toText(response.clientDataJSON), attestation: toText(response.attestationObject) };
}

async function get(form) {
  const { challenge, host, timeout } = await ask(form.dataset.challenge);
  const { rawId, response } = await navigator.credentials.get({
    publicKey: { challenge, timeout, rpId: host, userVerification: "required" },
  });
  return {
    id: toText(rawId),
    client_data: toText(response.clientDataJSON),
    authenticator_data: toText(response.authenticatorData),
    signature: toText(response.signature),
    user: response.userHandle ? toText(response.userHandle) : "",
  };
}

function listen(form) {
  const failed = form.querySelector("[role=alert]");
  let isBusy = false;
  form.hidden = false;
  form.closest("[data-passkey-box]")?.removeAttribute("hidden");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    failed.hidden = true;
    try {
      const answer = await (form.dataset.passkey === "create" ? create : get)(form);
      form.elements.answer.value = JSON.stringify(answer);
      form.submit();
    } catch {
      // Cancelled, timed out, no such key, no network: the browser has told; here is what to do next.
      failed.hidden = false;
    }
    isBusy = false;
  });
}

if (window.PublicKeyCredential) {
  document.querySelector("[data-passkey-none]")?.remove();
  document.querySelectorAll("form[data-passkey]").forEach(listen);
}

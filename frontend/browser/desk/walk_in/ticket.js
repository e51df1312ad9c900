// Id, code and key of an entry: they exist before the network does.

export const base64 = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=/g, "");

const random = (count) => crypto.getRandomValues(new Uint8Array(count));

// 128 random bits.
export const mintKey = () => base64(random(16));

// UUIDv7 (RFC 9562) with 72 purely random bits: the tracking code is made of the last sixty.
export const mintId = () =>
  `${Date.now().toString(16).padStart(12, "0")}-7xxx-8xxx-xxxxxxxxxxxx`
    .replace(/x/g, () => (random(1)[0] % 16).toString(16))
    .replace(/.{8}/, "$&-");

const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// docs/decisions/0001: twelve digits of five bits, and a check digit over GF(32).
export const codeOf = (id) => {
  const hex = id.replace(/-/g, "").slice(-15);
  let code = "";
  let check = 0;
  for (let at = 0; at < 12; at++) {
    const digit = (parseInt(hex.slice((at >> 2) * 5, (at >> 2) * 5 + 5), 16) >> (15 - 5 * (at % 4))) & 31;
    check = (check ^ digit) << 1;
    if (check & 32) check ^= 37;
    code += DIGITS[digit] + (at % 4 == 3 ? "-" : "");
  }
  return code + DIGITS[check];
};

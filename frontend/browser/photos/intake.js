// Takes in one file that was picked: what it is by its first bytes, pictures made small, everything else as it is.
import { HEAD_BYTES, kindOf } from "./header.js";
import { small } from "./shrinker.js";

// What the server takes of a phone, in parts.
export const IN_PARTS = { application: 25e5, audio: 4e5 };

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// `{ sha256, type, bytes, data, small, smallType }`; throws the name of what to say (src/i18n/photos.rs). `most`: how many
// bytes what is no picture may have.
export const intake = async (file, side, most) => {
  const type = kindOf(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()), file.type);
  if (!type) throw "wrong";
  const [group] = type.split("/");
  let made;
  if (group == "image")
    made = await small(file, side).catch((error) => {
      // What only Apple's browser opens has a way out.
      throw type == "image/heic" && error == "unreadable" ? "heic" : error;
    });
  else if (file.size > most[group]) throw "too_large";
  else made = { type, data: await file.arrayBuffer() };
  const sha256 = hex(await crypto.subtle.digest("SHA-256", made.data));
  return { ...made, sha256, bytes: made.data.byteLength };
};

export const kilobytes = (bytes) => `${Math.ceil(bytes / 1000).toLocaleString(document.documentElement.lang)} KB`;
// With headers and answers.
export const cost = (items) => kilobytes(items.reduce((sum, { bytes }) => sum + bytes * 1.02 + 500, 0));
export const noun = (type, words) => (/^image/.test(type) ? words.photo : /^audio/.test(type) ? words.voice : words.document);
export const source = (type, bytes) => `data:${type};base64,${btoa(String.fromCharCode(...new Uint8Array(bytes)))}`;

// What a file really is, by its first bytes; how large a picture is and how it lies, before anything decodes it; where and
// when it was taken.

// More of a file than its header is never read for these questions.
export const HEAD_BYTES = 1e6;

const text = (bytes, from, length) => String.fromCharCode(...bytes.subarray(from, from + length));

// `image/…`, `application/pdf`, `audio/…`, or nothing that is taken.
export const kindOf = (head, claimed) => {
  const [a, b, c] = head;
  if (a == 0xff && b == 0xd8 && c == 0xff) return "image/jpeg";
  const start = text(head, 0, 12);
  if (start.startsWith("\x89PNG")) return "image/png";
  if (/^RIFF....WEBP/s.test(start)) return "image/webp";
  if (start.startsWith("%PDF-")) return "application/pdf";
  if (start.startsWith("OggS")) return "audio/ogg";
  if (start.startsWith("\x1aE\xdf\xa3")) return "audio/webm";
  // Apple's pictures and everybody's sound have the same envelope.
  if (/^....ftyp(heic|heix|mif1|avif)/s.test(start)) return "image/heic";
  if (/^....ftyp/s.test(start) && (/^....ftypM4A/s.test(start) || /^audio\//.test(claimed))) return "audio/mp4";
};

// `{ width, height, orientation, exif }` as stored; nothing for what is no known picture.
export const measure = (head) => {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    if (head[0] == 0xff) return jpeg(view);
    if (head[0] == 0x89) return { width: view.getUint32(16), height: view.getUint32(20) };
    const form = text(head, 12, 4);
    const three = (at) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
    if (form == "VP8X") return { width: three(24), height: three(27) };
    if (form == "VP8 ") return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    const bits = view.getUint32(21, true);
    if (form == "VP8L") return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  } catch {
    // It ends before it says so.
  }
};

const jpeg = (view) => {
  let exif;
  for (let at = 2; ; ) {
    const marker = view.getUint16(at);
    if (marker >> 8 != 0xff) return;
    if (marker == 0xffff) {
      at++;
      continue;
    }
    // SOF0 to SOF15, without the three that are none.
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5), orientation: (exif && exif.get(0x112)) || 1, exif };
    if (marker == 0xffe1 && view.getUint32(at + 4) == 0x45786966) exif = tags(view, at + 10);
    at += 2 + view.getUint16(at + 2);
  }
};

// The directories of EXIF (a TIFF): tag → number or text, or the place of what is longer. Nothing in it is believed.
const tags = (view, base) => {
  const found = new Map();
  try {
    const isLittle = view.getUint16(base) == 0x4949;
    const short = (at) => view.getUint16(base + at, isLittle);
    const long = (at) => view.getUint32(base + at, isLittle);
    const rational = (at) => long(at) / long(at + 4);
    const letters = (at, count) => String.fromCharCode(...Array.from({ length: Math.min(count, 64) }, (_, n) => view.getUint8(base + at + n))).replace(/\0.*/s, "");
    const read = (directory, offset) => {
      for (let n = 0; n < Math.min(short(directory), 99); n++) {
        const at = directory + 2 + 12 * n;
        const tag = short(at);
        const type = short(at + 2);
        const count = long(at + 4);
        if (type == 3) found.set(offset + tag, short(at + 8));
        else if (type == 4) found.set(offset + tag, long(at + 8));
        else if (type == 2) found.set(offset + tag, letters(count > 4 ? long(at + 8) : at + 8, count));
        else if (type == 5 && count == 3) found.set(offset + tag, [0, 8, 16].map((step) => rational(long(at + 8) + step)));
      }
    };
    read(long(4), 0);
    // What belongs to the picture, and where it was taken; their tags are kept apart from the first directory's.
    if (found.has(0x8769)) read(found.get(0x8769), 0x10000);
    if (found.has(0x8825)) read(found.get(0x8825), 0x20000);
  } catch {
    // What was read so far is kept.
  }
  return found;
};

// `{ lat, lon, day }` as far as the picture says so.
export const circumstances = (head) => {
  const { exif = new Map() } = measure(head) || {};
  const degrees = (reference, angle, limit) => {
    const [whole, minutes, seconds] = exif.get(0x20000 + angle) || [];
    const value = (whole + minutes / 60 + (seconds || 0) / 3600) * (/^[SW]/i.test(exif.get(0x20000 + reference)) ? -1 : 1);
    return Math.abs(value) <= limit ? value.toFixed(5) : "";
  };
  const lat = degrees(1, 2, 90);
  const lon = degrees(3, 4, 180);
  // Cameras that know no place say 0, 0.
  const isSomewhere = lat && lon && (+lat || +lon);
  const [, day] = /^(\d{4}:\d\d:\d\d)/.exec(exif.get(0x10000 + 0x9003) || exif.get(0x132)) || [];
  return { lat: isSomewhere ? lat : "", lon: isSomewhere ? lon : "", day: (day || "").replace(/:/g, "-") };
};

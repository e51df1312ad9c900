// How a file is announced: `sha256:type:bytes:part_bytes`, several separated by blanks, in the form's field `files`.

// The server takes no file in more parts.
const MOST_PARTS = 40;
export const SMALL_PART_BYTES = 8192;
const SIZES = [SMALL_PART_BYTES, 16384, 65536];
const isCuttable = (bytes, size) => bytes <= size * MOST_PARTS;
export const isSmall = (bytes) => isCuttable(bytes, SMALL_PART_BYTES);

// Chosen once: what is cut the same way every time can go on where it was interrupted. 16 KiB never end where a line
// holds for five seconds at 20 kbps, so they are for browsers that know their network to be better.
const partBytes = (bytes) => {
  const { effectiveType } = navigator.connection || {};
  const smallest = /^[345]g$/.test(effectiveType) ? 16384 : SMALL_PART_BYTES;
  return SIZES.find((size) => size >= smallest && isCuttable(bytes, size));
};

export const describe = ({ sha256, type, bytes }) => [sha256, type, bytes, partBytes(bytes)].join(":");

export const parse = (text) =>
  (text || "")
    .split(" ")
    .filter(Boolean)
    .map((text) => {
      const [sha256, type, bytes, part_bytes] = text.split(":");
      return { sha256, type, bytes: +bytes, part_bytes: +part_bytes };
    });

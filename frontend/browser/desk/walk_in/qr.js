// A QR code (ISO/IEC 18004) of a text in bytes, error correction level M, versions 1 to 10: links of up to 213 bytes. The
// server makes its own with a library; this one is for receipts made without a network.

// By version: codewords of error correction in each block, number of blocks.
const CORRECTION = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const BLOCKS = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
const LEVEL_M = 0;
const MODE_BYTES = 4;

const modulesOf = (version) => {
  const aligned = version > 1 ? Math.floor(version / 7) + 2 : 0;
  const all = (16 * version + 128) * version + 64;
  return all - (aligned ? (25 * aligned - 10) * aligned - 55 : 0) - (version > 6 ? 36 : 0);
};
const roomOf = (version) => (modulesOf(version) >> 3) - CORRECTION[version] * BLOCKS[version];

// Product in GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1.
const times = (a, b) => {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> bit) & 1) * a);
  return product;
};
const divisorOf = (degree) => {
  const divisor = new Array(degree).fill(0);
  divisor[degree - 1] = 1;
  let root = 1;
  for (let step = 0; step < degree; step++) {
    for (let at = 0; at < degree; at++) divisor[at] = times(divisor[at], root) ^ (divisor[at + 1] || 0);
    root = times(root, 2);
  }
  return divisor;
};
const remainderOf = (data, divisor) => {
  const rest = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    divisor.forEach((coefficient, at) => (rest[at] ^= times(coefficient, factor)));
  }
  return rest;
};

// The bytes with their header and padding, each block with its correction, interleaved.
const codewordsOf = (bytes, version) => {
  const bits = [];
  const put = (value, count) => {
    for (let bit = count - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
  };
  put(MODE_BYTES, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  const room = roomOf(version);
  put(0, Math.min(4, room * 8 - bits.length));
  while (bits.length % 8) bits.push(0);
  const data = [];
  for (let at = 0; at < bits.length; at += 8) data.push(parseInt(bits.slice(at, at + 8).join(""), 2));
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);

  const count = BLOCKS[version];
  const shortLength = Math.floor(room / count);
  const shortBlocks = count - (room % count);
  const divisor = divisorOf(CORRECTION[version]);
  const blocks = [];
  for (let index = 0, at = 0; index < count; index++) {
    const part = data.slice(at, (at += shortLength + (index < shortBlocks ? 0 : 1)));
    blocks.push([part, remainderOf(part, divisor)]);
  }
  const all = [];
  for (let at = 0; at <= shortLength; at++) for (const [part] of blocks) if (at < part.length) all.push(part[at]);
  for (let at = 0; at < divisor.length; at++) for (const [, rest] of blocks) all.push(rest[at]);
  return all;
};

// Centres of the alignment patterns.
const centresOf = (version) => {
  if (version == 1) return [];
  const count = Math.floor(version / 7) + 2;
  const last = version * 4 + 10;
  const step = Math.ceil((last - 6) / (count - 1) / 2) * 2;
  const centres = [6];
  for (let at = last; centres.length < count; at -= step) centres.splice(1, 0, at);
  return centres;
};

const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

// What makes a code hard to read: long runs, solid squares, something that looks like a finder, too much of one colour.
const penaltyOf = (grid) => {
  const size = grid.length;
  let penalty = 0;
  let dark = 0;
  const finder = /0000(?=1011101)|1011101(?=0000)/g;
  const columns = grid.map((_, x) => grid.map((row) => row[x]));
  for (const line of [...grid, ...columns]) {
    const text = line.join("");
    for (const run of text.match(/0{5,}|1{5,}/g) || []) penalty += run.length - 2;
    penalty += (text.match(finder) || []).length * 40;
  }
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      dark += grid[y][x];
      if (x && y && grid[y][x] == grid[y - 1][x] && grid[y][x] == grid[y][x - 1] && grid[y][x] == grid[y - 1][x - 1]) penalty += 3;
    }
  return penalty + Math.floor(Math.abs((dark * 20) / (size * size) - 10)) * 10;
};

// Rows of 0 and 1; throws where the text is too long.
export const qrOf = (text) => {
  const bytes = new TextEncoder().encode(text);
  let version = 1;
  while (version <= 10 && bytes.length + (version < 10 ? 2 : 3) > roomOf(version)) version++;
  if (version > 10) throw new RangeError("too long for a code");
  const size = version * 4 + 17;
  const grid = Array.from({ length: size }, () => new Array(size).fill(0));
  const fixed = Array.from({ length: size }, () => new Array(size).fill(false));
  const set = (x, y, value) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    grid[y][x] = value ? 1 : 0;
    fixed[y][x] = true;
  };
  for (let at = 0; at < size; at++) {
    set(6, at, at % 2 == 0);
    set(at, 6, at % 2 == 0);
  }
  const square = (cx, cy, reach, isDark) => {
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) set(cx + dx, cy + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(x, y, 4, (ring) => ring != 2 && ring != 4);
  const centres = centresOf(version);
  const last = centres.length - 1;
  centres.forEach((x, i) =>
    centres.forEach((y, j) => {
      const isCorner = (!i && !j) || (!i && j == last) || (i == last && !j);
      if (!isCorner) square(x, y, 2, (ring) => ring != 1);
    }),
  );
  const setFormat = (mask) => {
    const data = (LEVEL_M << 3) | mask;
    let rest = data;
    for (let step = 0; step < 10; step++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    const bits = ((data << 10) | rest) ^ 0x5412;
    const bit = (at) => (bits >> at) & 1;
    for (let at = 0; at < 6; at++) set(8, at, bit(at));
    set(8, 7, bit(6));
    set(8, 8, bit(7));
    set(7, 8, bit(8));
    for (let at = 9; at < 15; at++) set(14 - at, 8, bit(at));
    for (let at = 0; at < 8; at++) set(size - 1 - at, 8, bit(at));
    for (let at = 8; at < 15; at++) set(8, size - 15 + at, bit(at));
    set(8, size - 8, 1);
  };
  setFormat(0);
  if (version > 6) {
    let rest = version;
    for (let step = 0; step < 12; step++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let at = 0; at < 18; at++) {
      const [near, far] = [Math.floor(at / 3), size - 11 + (at % 3)];
      set(far, near, (bits >> at) & 1);
      set(near, far, (bits >> at) & 1);
    }
  }
  // Two columns at a time, upwards and downwards in turn, from the right; the column of the timing pattern is left out.
  const data = codewordsOf(bytes, version);
  let at = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right == 6) right = 5;
    for (let step = 0; step < size; step++) {
      const y = ((right + 1) & 2) == 0 ? size - 1 - step : step;
      for (const x of [right, right - 1])
        if (!fixed[y][x] && at < data.length * 8) {
          grid[y][x] = (data[at >> 3] >> (7 - (at & 7))) & 1;
          at++;
        }
    }
  }
  const masked = (mask) => {
    setFormat(mask);
    return grid.map((row, y) => row.map((value, x) => (fixed[y][x] ? value : value ^ (MASKS[mask](x, y) == 0 ? 1 : 0))));
  };
  let best;
  for (let mask = 0; mask < 8; mask++) {
    const code = masked(mask);
    const penalty = penaltyOf(code);
    if (!best || penalty < best.penalty) best = { code, penalty };
  }
  return best.code;
};

const SVG = "http://www.w3.org/2000/svg";

// The same picture as the server's (`frontend/src/components/qr.rs`).
export const drawQr = (text, label) => {
  const code = qrOf(text);
  const side = code.length + 8;
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { class: "qr", viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" };
  for (const name in attributes) svg.setAttribute(name, attributes[name]);
  const add = (name, more) => {
    const element = svg.appendChild(document.createElementNS(SVG, name));
    for (const key in more) element.setAttribute(key, more[key]);
  };
  add("rect", { width: side, height: side, fill: "#fff" });
  const dark = code.flatMap((row, y) => row.flatMap((value, x) => (value ? [`M${x + 4} ${y + 4}h1v1h-1z`] : [])));
  add("path", { fill: "#000", d: dark.join("") });
  return svg;
};

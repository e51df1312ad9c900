// Pictures for tests: made by Chromium, then given what cameras hide in them, or spoilt.
import { deflateSync, crc32 } from "node:zlib";

// Runs in the page: a scene of so many pixels, a red field in its upper left corner.
async function draw([width, height, type, quality, grains]) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  const sky = context.createLinearGradient(0, 0, width, height);
  sky.addColorStop(0, "#48c");
  sky.addColorStop(1, "#a63");
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  for (let n = 0; n < grains; n++) {
    context.fillStyle = `hsl(${Math.random() * 360},40%,${20 + Math.random() * 60}%)`;
    context.beginPath();
    context.arc(Math.random() * width, Math.random() * height, width / 60, 0, 7);
    context.fill();
  }
  context.fillStyle = "#f00";
  context.fillRect(0, 0, width / 4, height / 4);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, type, quality));
  canvas.width = canvas.height = 0;
  const reader = new FileReader();
  reader.readAsDataURL(blob);
  await new Promise((resolve) => (reader.onload = resolve));
  return reader.result.split(",")[1];
}
export const picture = async (page, width, height, { type = "image/jpeg", quality = 0.92, grains = 3000 } = {}) =>
  Buffer.from(await page.evaluate(draw, [width, height, type, quality, grains]), "base64");

const u16 = (n) => [n >> 8, n & 255];
const u32 = (n) => [...u16(n >>> 16), ...u16(n & 65535)];
const rationals = (...pairs) => pairs.flatMap(([over, under]) => [...u32(over), ...u32(under)]);
const entry = (tag, type, count, value) => [...u16(tag), ...u16(type), ...u32(count), ...value];

// The same picture with EXIF as cameras write it: how it lies, where (7° 3' 36" S, 110° 26' 24" E) and when it was taken.
export function withExif(jpeg, { orientation = 1, day = "2026:11:20 08:15:00" } = {}) {
  const [gps, details, texts] = [50, 104, 122];
  const bytes = [
    ...[0x4d, 0x4d, 0, 42],
    ...u32(8),
    ...u16(3),
    ...entry(0x112, 3, 1, [...u16(orientation), 0, 0]),
    ...entry(0x8769, 4, 1, u32(details)),
    ...entry(0x8825, 4, 1, u32(gps)),
    ...u32(0),
    ...u16(4),
    ...entry(1, 2, 2, [0x53, 0, 0, 0]),
    ...entry(2, 5, 3, u32(texts + 20)),
    ...entry(3, 2, 2, [0x45, 0, 0, 0]),
    ...entry(4, 5, 3, u32(texts + 44)),
    ...u32(0),
    ...u16(1),
    ...entry(0x9003, 2, 20, u32(texts)),
    ...u32(0),
    ...Buffer.from(day.padEnd(20, "\0"), "latin1"),
    ...rationals([7, 1], [3, 1], [360, 10]),
    ...rationals([110, 1], [26, 1], [24, 1]),
  ];
  const body = [...Buffer.from("Exif\0\0", "latin1"), ...bytes];
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, ...u16(body.length + 2), ...body]), jpeg.subarray(2)]);
}

// A JPEG for printers: four inks, no subsampling, one shade for each eight pixels.
export function cmyk(blocksWide = 20, blocksHigh = 15) {
  const segment = (marker, bytes) => [0xff, marker, ...u16(bytes.length + 2), ...bytes];
  const components = [1, 2, 3, 4];
  const lengths = [0, 0, 0, 0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0];
  let bits = "";
  const last = [0, 0, 0, 0];
  for (let y = 0; y < blocksHigh; y++)
    for (let x = 0; x < blocksWide; x++)
      components.forEach((_, ink) => {
        const shade = Math.round(((ink % 2 ? x / blocksWide : y / blocksHigh) - 0.5) * 60) * 8;
        const step = shade - last[ink];
        last[ink] = shade;
        const size = step === 0 ? 0 : Math.abs(step).toString(2).length;
        // All twelve codes have eight bits; the only AC code is `0`, the end of the block.
        bits += size.toString(2).padStart(8, "0");
        if (size) bits += (step > 0 ? step : step + 2 ** size - 1).toString(2).padStart(size, "0");
        bits += "0";
      });
  const scan = (bits.padEnd(Math.ceil(bits.length / 8) * 8, "1").match(/.{8}/g) ?? []).flatMap((byte) => {
    const value = parseInt(byte, 2);
    return value === 255 ? [255, 0] : [value];
  });
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xee, [...Buffer.from("Adobe", "latin1"), 0, 100, 0, 0, 0, 0, 0]),
    ...segment(0xdb, [0, ...Array(64).fill(1)]),
    ...segment(0xc0, [8, ...u16(blocksHigh * 8), ...u16(blocksWide * 8), 4, ...components.flatMap((id) => [id, 0x11, 0])]),
    ...segment(0xc4, [0x00, ...lengths, ...Array.from({ length: 12 }, (_, size) => size)]),
    ...segment(0xc4, [0x10, 1, ...Array(15).fill(0), 0]),
    ...segment(0xda, [4, ...components.flatMap((id) => [id, 0]), 0, 63, 0]),
    ...scan,
    ...[0xff, 0xd9],
  ]);
}

// A few kilobytes that would be 900 million pixels.
export function hugePng(side = 30_000) {
  const chunk = (name, bytes) => {
    const named = Buffer.concat([Buffer.from(name, "latin1"), bytes]);
    return Buffer.concat([Buffer.from(u32(bytes.length)), named, Buffer.from(u32(crc32(named)))]);
  };
  const header = Buffer.from([...u32(side), ...u32(side), 1, 0, 0, 0, 0]);
  const rows = deflateSync(Buffer.alloc((1 + side / 8) * side), { level: 9 });
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

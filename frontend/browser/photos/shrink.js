// One picture: decoded upright, made small, written anew, so that nothing of what was hidden in it is left. Runs in a
// worker where there is `OffscreenCanvas`, otherwise on the page (`tools`).
import { HEAD_BYTES, measure } from "./header.js";

const MOST_PIXELS = 50e6;
const LARGEST_FILE_BYTES = 4e7;
// What 1024 px should weigh; more pixels, more bytes.
const AIM_BYTES = 7e4;
const AIM_SIDE = 1024;
const LARGEST_BYTES = 6e5;
const SMALL_SIDE = 160;
const SMALL_BYTES = 8192;
const WEBP = [0.5, 0.42, 0.34, 0.26, 0.18];
const JPEG = [0.6, 0.5, 0.4, 0.3, 0.2];

const fit = ({ width, height }, side) => {
  const scale = Math.min(1, side / Math.max(width, height));
  return [width, height].map((length) => Math.max(1, Math.round(length * scale)));
};

// The canvas as a file of at most `aim` bytes, if any quality gives that: WebP where the browser really writes it.
const write = async (canvas, aim, tools) => {
  let best;
  for (const [type, qualities] of [
    ["image/webp", WEBP],
    ["image/jpeg", JPEG],
  ]) {
    for (const quality of qualities) {
      const blob = await tools.encode(canvas, type, quality);
      // Asked for what they do not know, browsers write PNG.
      if (!blob || blob.type != type) break;
      if (!best || blob.size < best.size) best = blob;
      if (best.size <= aim) return best;
    }
    if (best) return best;
  }
  throw "unreadable";
};

const draw = (source, [width, height], tools) => {
  const canvas = tools.canvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw "unreadable";
  // What is transparent would be black in a JPEG.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, width, height);
  return canvas;
};
// Frees the pixels at once: browsers are in no hurry to.
const drop = (canvas) => (canvas.width = canvas.height = 0);

// `{ data, type, small, smallType }`; throws "too_large" or "unreadable".
export const shrink = async (file, side, tools) => {
  if (file.size > LARGEST_FILE_BYTES) throw "too_large";
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const stored = measure(head);
  // A few kilobytes can say that they are a billion pixels.
  if (stored && stored.width * stored.height > MOST_PIXELS) throw "too_large";
  const lies = stored && stored.orientation > 4 ? { width: stored.height, height: stored.width } : stored;
  const wanted = lies && fit(lies, side);
  let picture;
  try {
    picture = await tools.decode(file, wanted);
  } catch {
    throw "unreadable";
  }
  let canvas;
  try {
    const [width, height] = [picture.naturalWidth || picture.width, picture.naturalHeight || picture.height];
    if (!width || !height) throw "unreadable";
    if (width * height > MOST_PIXELS) throw "too_large";
    canvas = draw(picture, wanted || fit({ width, height }, side), tools);
  } finally {
    if (picture.close) picture.close();
  }
  const aim = AIM_BYTES * (side / AIM_SIDE) ** 2;
  let large = await write(canvas, aim, tools);
  // Gravel and leaves stay heavy at any quality: then fewer pixels.
  for (let times = 0; times < 3 && large.size > aim; times++) {
    const fewer = draw(canvas, fit(canvas, Math.max(canvas.width, canvas.height) * 0.8), tools);
    drop(canvas);
    canvas = fewer;
    large = await write(canvas, aim, tools);
  }
  if (large.size > LARGEST_BYTES) throw "too_large";
  const tiny = draw(canvas, fit(canvas, SMALL_SIDE), tools);
  drop(canvas);
  const small = await write(tiny, SMALL_BYTES, tools);
  drop(tiny);
  const isSmall = small.size <= SMALL_BYTES;
  return { data: await large.arrayBuffer(), type: large.type, small: isSmall ? await small.arrayBuffer() : 0, smallType: isSmall ? small.type : "" };
};

// Decoding and shrinking in one step, so that twelve million pixels need not lie in memory; browsers that do not know
// the options decode first.
export const decode = (file, size) => {
  const [resizeWidth, resizeHeight] = size || [];
  const options = { imageOrientation: "from-image", ...(size && { resizeWidth, resizeHeight, resizeQuality: "medium" }) };
  return createImageBitmap(file, options).catch((error) => {
    if (error.name != "TypeError") throw error;
    return createImageBitmap(file);
  });
};

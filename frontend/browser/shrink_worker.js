// The worker that makes pictures small, one at a time (photos/shrink.js).
import { decode, shrink } from "./photos/shrink.js";

const tools = {
  decode,
  canvas: (width, height) => new OffscreenCanvas(width, height),
  encode: (canvas, type, quality) => canvas.convertToBlob({ type, quality }),
};

addEventListener("message", async ({ data: { file, side } }) => {
  try {
    const made = await shrink(file, side, tools);
    postMessage(made, [made.data, made.small].filter(Boolean));
  } catch (error) {
    postMessage({ error: typeof error == "string" ? error : "unreadable" });
  }
});

// Pictures made small: in the worker, or on the page where the browser has no canvas for workers.
import { decode, shrink } from "./shrink.js";

const PATIENCE_MS = 6e4;

const address = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = reject;
    reader.readAsDataURL(file);
  });
// `<img>` turns pictures upright by itself.
const open = async (file) => {
  const picture = new Image();
  picture.src = await address(file);
  await picture.decode();
  return picture;
};
const onPage = {
  decode: self.createImageBitmap ? decode : open,
  canvas: (width, height) => Object.assign(document.createElement("canvas"), { width, height }),
  encode: (canvas, type, quality) => new Promise((resolve) => canvas.toBlob(resolve, type, quality)),
};

let worker;
const inWorker = (file, side) =>
  new Promise((resolve, reject) => {
    worker = worker || new Worker("__SHRINK_WORKER_JS__");
    // A worker that ran out of memory says nothing.
    const watchdog = setTimeout(() => stop() || reject("unreadable"), PATIENCE_MS);
    worker.onmessage = ({ data }) => {
      clearTimeout(watchdog);
      data.error ? reject(data.error) : resolve(data);
    };
    worker.onerror = () => {
      clearTimeout(watchdog);
      stop();
      resolve();
    };
    worker.postMessage({ file, side });
  });

export const small = async (file, side) => (self.OffscreenCanvas && (await inWorker(file, side))) || shrink(file, side, onPage);

// Gives the worker's memory back.
export const stop = () => {
  if (worker) worker.terminate();
  worker = 0;
};

// A voice note: recorded by the browser as it can (Opus, or AAC in Safari), a minute at most.
const LONGEST_MS = 6e4;
const BITS_PER_SECOND = 16000;
const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];

export const canRecord = !!(self.MediaRecorder && navigator.mediaDevices && TYPES.some((type) => MediaRecorder.isTypeSupported(type)));

// Begins; gives `{ stop, done }`, where `done` is the file.
export const record = async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
  const chunks = [];
  recorder.ondataavailable = ({ data }) => chunks.push(data);
  const stop = () => recorder.state == "recording" && recorder.stop();
  const timer = setTimeout(stop, LONGEST_MS);
  const done = new Promise((resolve) => {
    recorder.onstop = () => {
      clearTimeout(timer);
      for (const track of stream.getTracks()) track.stop();
      resolve(new File(chunks, "", { type: mimeType.split(";")[0] }));
    };
  });
  recorder.start();
  return { stop, done };
};

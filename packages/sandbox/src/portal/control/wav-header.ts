/** What the header of a WAV file says. Units: samples per second, seconds. */
export interface WavHeader {
  readonly channels: number;
  readonly sampleRate: number;
  readonly bitsPerSample: number;
  readonly durationSeconds: number;
}

/** Reads the header of a WAV file; `null` for anything else. */
export function readWavHeader(bytes: Uint8Array): WavHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || tag(0) !== "RIFF" || tag(8) !== "WAVE") return null;
  let format: { channels: number; sampleRate: number; byteRate: number; bitsPerSample: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true);
    if (tag(at) === "fmt " && at + 24 <= bytes.length) {
      format = {
        channels: view.getUint16(at + 10, true),
        sampleRate: view.getUint32(at + 12, true),
        byteRate: view.getUint32(at + 16, true),
        bitsPerSample: view.getUint16(at + 22, true),
      };
    }
    if (tag(at) === "data" && format) {
      const { byteRate, ...shown } = format;
      const present = Math.min(size, bytes.length - at - 8);
      return { ...shown, durationSeconds: byteRate > 0 ? present / byteRate : 0 };
    }
    at += 8 + size + (size % 2);
  }
  return null;
}

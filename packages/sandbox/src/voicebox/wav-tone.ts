const sampleRate = 8000;
const bytesPerSample = 2;
const headerBytes = 44;
/** One period of a 400 Hz tone at 8 kHz. */
const period = Array.from({ length: 20 }, (_, index) => Math.round(6000 * Math.sin((2 * Math.PI * index) / 20)));

/** A tone as a PCM WAV file: 8 kHz, 16 bit, mono. */
export interface WavTone {
  readonly totalBytes: number;
  stream(): ReadableStream<Uint8Array>;
}

/** A tone of the given length. It is made while it is read. */
export function wavTone(durationMs: number): WavTone {
  const samples = Math.round((durationMs * sampleRate) / 1000);
  return {
    totalBytes: headerBytes + samples * bytesPerSample,
    stream() {
      const chunks = toneChunks(samples);
      return new ReadableStream({
        pull(controller) {
          const chunk = chunks.next();
          if (chunk.done) controller.close();
          else controller.enqueue(chunk.value);
        },
      });
    },
  };
}

function* toneChunks(samples: number): Generator<Uint8Array, void> {
  yield wavHeader(samples * bytesPerSample);
  for (let first = 0; first < samples; first += sampleRate) {
    const chunk = Buffer.alloc(Math.min(sampleRate, samples - first) * bytesPerSample);
    for (let offset = 0; offset < chunk.length; offset += bytesPerSample) {
      chunk.writeInt16LE(period[(first + offset / bytesPerSample) % period.length] ?? 0, offset);
    }
    yield chunk;
  }
}

function wavHeader(dataBytes: number): Uint8Array {
  const header = Buffer.alloc(headerBytes);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(headerBytes - 8 + dataBytes, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * bytesPerSample, 28);
  header.writeUInt16LE(bytesPerSample, 32);
  header.writeUInt16LE(8 * bytesPerSample, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

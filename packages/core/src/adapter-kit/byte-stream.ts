/** Bytes that come piece by piece. */
export interface Pieces {
  /** The next bytes, valid until the next are asked for; `undefined` at the end. */
  readonly next: () => Promise<Uint8Array | undefined>;
  /** Lets go of where they come from. */
  readonly end: () => Promise<void>;
}

const pieceBytes = 16 * 1024;
const heldBytes = 64 * 1024;

/**
 * A stream of bytes. Whoever reads it with buffers of his own (mode `byob`) leaves nothing to be freed behind; others get pieces that they
 * may keep.
 */
export function byteStream({ next, end }: Pieces): ReadableStream<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  const pull = async (controller: ReadableByteStreamController): Promise<void> => {
    while (rest.length === 0) {
      const found = await next();
      if (!found) {
        await end();
        controller.close();
        controller.byobRequest?.respond(0);
        return;
      }
      rest = found;
    }
    const asked = controller.byobRequest;
    const taken = rest.subarray(0, asked?.view?.byteLength ?? pieceBytes);
    rest = rest.subarray(taken.length);
    if (asked?.view) {
      new Uint8Array(asked.view.buffer, asked.view.byteOffset, taken.length).set(taken);
      asked.respond(taken.length);
    } else controller.enqueue(Uint8Array.from(taken));
  };
  return new ReadableStream({
    type: "bytes",
    async pull(controller) {
      try {
        await pull(controller);
      } catch (error) {
        await end();
        throw error;
      }
    },
    cancel: end,
  });
}

/** The bytes of a stream, through one buffer where the stream fills buffers. */
export function piecesOf(stream: ReadableStream<Uint8Array>): Pieces {
  const filling = fillingReader(stream);
  if (!filling) {
    const reader = stream.getReader();
    return { next: async () => (await reader.read()).value, end: () => reader.cancel().catch(() => undefined) };
  }
  let held = new Uint8Array(heldBytes);
  return {
    async next() {
      const { done, value } = await filling.read(held);
      if (done) return undefined;
      // The buffer went to the stream and came back.
      held = new Uint8Array(value.buffer);
      return value;
    },
    end: () => filling.cancel().catch(() => undefined),
  };
}

/** `undefined` for a stream that gives pieces of its own. */
function fillingReader(stream: ReadableStream<Uint8Array>): ReadableStreamBYOBReader | undefined {
  try {
    return stream.getReader({ mode: "byob" });
  } catch (error) {
    // A stream that somebody reads already is refused by the other kind of reader, too.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

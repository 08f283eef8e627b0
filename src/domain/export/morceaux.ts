/**
 * A text produced in pieces, as bytes. Each piece is encoded and forgotten before the next is written: as one text,
 * the largest files would be held several times over.
 */
export function toByteStream(morceaux: Iterator<string, unknown>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      const { value, done } = morceaux.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
}

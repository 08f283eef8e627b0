/**
 * A text produced in pieces, as bytes. Each piece is encoded and forgotten before the next is written: as one text,
 * the largest files would be held several times over.
 */
function toByteStream(morceaux: Iterator<string, unknown>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      pull(controller) {
        const { value, done } = morceaux.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
    },
    // Nothing is produced before it is read.
    { highWaterMark: 0 },
  );
}

/** Address space that is reserved, not memory that is used. */
const OCTETS_MAX = 2 ** 31;
const OCTETS_PAR_UNITE = 3; // of a UTF-16 text in UTF-8, at most

/**
 * A response for the largest files. To write a file, Astro asks a response for all its bytes, and Node then holds the
 * pieces, their concatenation and a copy of it. Here each piece is encoded at its place, and there is nothing else.
 */
export class GrandeReponse extends Response {
  readonly #morceaux: Generator<string, unknown>;

  constructor(morceaux: Generator<string, unknown>, init?: ResponseInit) {
    super(toByteStream(morceaux), init);
    this.#morceaux = morceaux;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    const octets = new ArrayBuffer(0, { maxByteLength: OCTETS_MAX });
    const encoder = new TextEncoder();
    for (const morceau of this.#morceaux) {
      const debut = octets.byteLength;
      octets.resize(debut + morceau.length * OCTETS_PAR_UNITE);
      const { written } = encoder.encodeInto(morceau, new Uint8Array(octets, debut));
      octets.resize(debut + written);
    }
    return Promise.resolve(octets);
  }
}

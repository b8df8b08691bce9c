const EMPTY = new Uint8Array(0);

/**
 * Reads an asynchronous sequence of chunks as one run of bytes. Holds what was asked for and the rest
 * of one chunk, nothing more.
 */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #bytes: Uint8Array = EMPTY;
  #ended = false;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** What has arrived and is not consumed yet. */
  get buffered(): Uint8Array {
    return this.#bytes;
  }

  /** Waits until so many bytes are buffered; false when the input ends before. */
  async fill(length: number): Promise<boolean> {
    if (this.#bytes.length >= length) return true;
    const parts = [this.#bytes];
    let total = this.#bytes.length;
    while (total < length && !this.#ended) {
      const next = await this.#chunks.next();
      if (next.done === true) {
        this.#ended = true;
      } else {
        parts.push(next.value);
        total += next.value.length;
      }
    }
    if (parts.length > 1) this.#bytes = Buffer.concat(parts, total);
    return total >= length;
  }

  /** Takes bytes that {@link fill} has buffered. */
  take(length: number): Uint8Array {
    const taken = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }

  /** Tells the source that nothing more will be read. */
  async close(): Promise<void> {
    this.#ended = true;
    await this.#chunks.return?.();
  }
}

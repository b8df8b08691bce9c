/** Turns offsets of a text into lines and columns (from 1), in one pass: offsets must not go back. */
export class TextPlaces {
  readonly #text: string;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The place of an offset that is not before the one asked for last. */
  at(offset: number): { readonly line: number; readonly column: number } {
    for (;;) {
      const end = this.#text.indexOf('\n', this.#lineStart);
      if (end < 0 || end >= offset) break;
      this.#line++;
      this.#lineStart = end + 1;
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }
}

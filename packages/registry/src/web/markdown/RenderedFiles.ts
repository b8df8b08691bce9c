import { renderSkillFile, type RenderedSkillFile } from './renderSkillFile.ts';

/**
 * Keeps rendered `SKILL.md`s in memory by the content hash of their version, which never comes to
 * mean another text; the least recently used leave first.
 */
export class RenderedFiles {
  readonly #maxCharacters: number;
  readonly #entries = new Map<string, RenderedSkillFile>();
  #characters = 0;

  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters;
  }

  /** The rendered text; `readme` must be that of the version with this content hash, or '' while unknown. */
  get(integrity: string, readme: string): RenderedSkillFile {
    if (readme === '') return renderSkillFile(readme);
    const known = this.#entries.get(integrity);
    const rendered = known ?? renderSkillFile(readme);
    this.#entries.delete(integrity);
    this.#entries.set(integrity, rendered);
    if (known === undefined) this.#makeRoom(sizeOf(rendered));
    return rendered;
  }

  #makeRoom(added: number): void {
    this.#characters += added;
    for (const [key, oldest] of this.#entries) {
      if (this.#characters <= this.#maxCharacters) return;
      this.#entries.delete(key);
      this.#characters -= sizeOf(oldest);
    }
  }
}

function sizeOf(file: RenderedSkillFile): number {
  return file.source.length + (file.kind === 'markup' ? file.html.length : 0);
}

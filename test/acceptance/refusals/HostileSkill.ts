/** One entry of a skill as an attacker writes it, right or wrong. */
export interface HostileEntry {
  /** `/`-separated, or its segments where one of them is no honest name. */
  readonly path: string | readonly (string | Uint8Array)[];
  /** Git's modes; for `120000` the content is the link's target. Default a plain file. */
  readonly mode?: '100644' | '100755' | '120000' | '160000';
  readonly content?: string | Uint8Array;
}

/** The name that a `SKILL.md` must have to be valid, and its text. */
export function skillFile(name: string, ...more: readonly string[]): HostileEntry {
  const text = ['---', `name: ${name}`, 'description: About it.', '---', '', ...more, ''];
  return { path: 'SKILL.md', content: text.join('\n') };
}

/** The segments of an entry's path. */
export function segmentsOf({ path }: HostileEntry): readonly (string | Uint8Array)[] {
  return typeof path === 'string' ? path.split('/') : path;
}

/** The entry's bytes. */
export function bytesOf({ content = 'text\n' }: HostileEntry): Buffer {
  return Buffer.from(content as string);
}

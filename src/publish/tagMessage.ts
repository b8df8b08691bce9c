import { printable } from '../errors/printable.ts';

/** What a tag's message tells. */
export interface TagMessageFacts {
  readonly tag: string;
  readonly name: string;
  readonly description: string;
  /** Milliseconds since the epoch. */
  readonly publishedAt: number;
}

/** The message of an annotated release tag, without a newline at its end. */
export function tagMessage({ tag, name, description, publishedAt }: TagMessageFacts): string {
  const time = new Date(publishedAt).toISOString().replace(/\.\d+Z$/, 'Z');
  const line = printable(description.replace(/\s+/g, ' ').trim());
  return [
    `Release ${tag}`,
    '',
    `Skill: ${name}`,
    `Description: ${line}`,
    `Published: ${time}`,
  ].join('\n');
}

import { decodeHidden } from './decodeHidden.ts';
import type { Finding } from './Finding.ts';
import {
  HIDDEN_RUN,
  type HiddenKind,
  type HiddenRun,
  hiddenRunAt,
  kindOfHidden,
} from './hiddenCharacters.ts';
import { scanMarkdown } from './scanMarkdown.ts';
import type { TextFile } from './TextFile.ts';
import { TextPlaces } from './TextPlaces.ts';

const LONGEST_LIST = 20;
const LONGEST_DECODED = 1_000;

/**
 * Everything in a text that people cannot see or that acts by being read, in the order in which it
 * stands (threat T18). Linear in the length of the text; at most 20 findings of one kind, the last of
 * which counts the rest.
 */
export function scanText(file: TextFile): readonly Finding[] {
  const findings = [...scanCharacters(file), ...scanMarkdown(file)];
  return limitLists(findings.sort((left, right) => left.line - right.line));
}

function scanCharacters({ path, text }: TextFile): readonly Finding[] {
  const places = new TextPlaces(text);
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const findings: Finding[] = [];
  for (const match of text.slice(start).matchAll(HIDDEN_RUN)) {
    const index = match.index + start;
    const kinds = kindsIn(hiddenRunAt(text, index, match[0]));
    if (kinds.size === 0) continue;
    const place = places.at(index);
    for (const [kind, characters] of kinds) {
      const { id, severity } = kind;
      findings.push({ id, severity, path, ...place, message: describe(kind, characters) });
    }
  }
  return findings;
}

function kindsIn(run: HiddenRun): ReadonlyMap<HiddenKind, readonly string[]> {
  const kinds = new Map<HiddenKind, string[]>();
  for (const [index, character] of run.characters.entries()) {
    const kind = kindOfHidden(run, index);
    if (kind === null) continue;
    const found = kinds.get(kind);
    if (found === undefined) kinds.set(kind, [character]);
    else found.push(character);
  }
  return kinds;
}

function describe({ does }: HiddenKind, characters: readonly string[]): string {
  const [first = ''] = characters;
  const name = `U+${(first.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const more = characters.length > 1 ? ` and ${characters.length - 1} more after it` : '';
  const hidden = decodeHidden(characters.slice(0, LONGEST_DECODED));
  return `${name}${more} ${does}${hidden === null ? '' : `: \`${hidden}\``}`;
}

function limitLists(findings: readonly Finding[]): readonly Finding[] {
  const totals = new Map<string, number>();
  for (const { id } of findings) totals.set(id, (totals.get(id) ?? 0) + 1);
  const seen = new Map<string, number>();
  return findings.flatMap((finding) => {
    const count = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, count);
    const rest = (totals.get(finding.id) ?? 0) - LONGEST_LIST;
    if (count > LONGEST_LIST) return [];
    if (count < LONGEST_LIST || rest <= 0) return [finding];
    return [{ ...finding, message: `${finding.message} (and ${rest} more in this file)` }];
  });
}

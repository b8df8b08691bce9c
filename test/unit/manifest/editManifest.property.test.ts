import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { putManifestSkill, removeManifestSkill } from '../../../src/manifest/editManifest.ts';
import { manifestValue } from '../../../src/manifest/manifestText.ts';
import { parseManifest } from '../../../src/manifest/parseManifest.ts';
import type { Manifest, ManifestSkill } from '../../../src/model/Manifest.ts';
import type { CommitId } from '../../../src/model/Locator.ts';
import { parseRange, parseVersion } from '../../../src/model/Range.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import type { GitReference, Source } from '../../../src/model/Source.ts';
import { formatKey, formatKeyPath, formatValue } from '../../../src/toml/quoteToml.ts';

const id = fc
  .constantFrom('a/a', 'a/b', 'acme/long-name', 'pdf', 'Local 1', 'x.y')
  .map(parseSkillId);
const reference: fc.Arbitrary<GitReference> = fc.constantFrom(
  { kind: 'default' },
  { kind: 'versions' },
  { kind: 'branch', name: 'main' },
  { kind: 'tag', name: 'x@1.0.0' },
  { kind: 'commit', id: '8f3c2a19bd0443e1a5b0c6f0f6f6a1d2c3b4a596' },
);
const located: fc.Arbitrary<Source> = fc.oneof(
  fc.constantFrom('./x', '../y/z').map((path) => ({ kind: 'path' as const, path })),
  fc.record({
    kind: fc.constant('git' as const),
    url: fc.constantFrom('https://x.test/y.git', 'git@x.test:y/z.git'),
    path: fc.constantFrom('', 'skills/a'),
    reference,
  }),
);
const registrySource: fc.Arbitrary<Source> = fc
  .constantFrom('paks', 'private')
  .map((registry) => ({ kind: 'registry', registry }));

/** Where a skill of this source can be pinned to, if it can. */
function pinFor(
  source: Source,
  reason: { readonly reason?: string },
): ManifestSkill['pin'] | undefined {
  if (source.kind !== 'registry' && source.kind !== 'git') return undefined;
  if (source.kind === 'registry' || source.reference.kind === 'versions') {
    return { kind: 'version', version: parseVersion('1.2.3-rc.1'), ...reason };
  }
  if (source.reference.kind === 'tag' || source.reference.kind === 'commit') return undefined;
  return { kind: 'commit', commit: 'b'.repeat(40) as CommitId, ...reason };
}

const skill: fc.Arbitrary<ManifestSkill> = fc
  .tuple(id, fc.constantFrom(null, null, 'review'), fc.constantFrom('^1', '*', '>=1 <2 || 3.x'))
  .chain(([id, group, text]) =>
    fc
      .tuple(
        id.includes('/') ? fc.oneof(registrySource, located) : located,
        fc.record(
          {
            as: fc.constantFrom('one', 'two'),
            agents: fc.constant(['cursor']),
            pinned: fc.constantFrom({}, { reason: 'it # says "why"' }),
          },
          { requiredKeys: [] },
        ),
      )
      .map(([source, options]) => {
        const ranged =
          source.kind === 'registry' ||
          (source.kind === 'git' && source.reference.kind === 'versions');
        const { pinned, ...others } = options;
        const pin = pinned === undefined ? undefined : pinFor(source, pinned);
        const pinning = pin !== undefined && { pin };
        return { id, range: parseRange(ranged ? text : '*'), source, ...others, ...pinning, group };
      }),
  );

type Style = 'section' | 'sub-tables' | 'dotted' | 'inline' | 'root';
const style = fc.constantFrom<Style>('section', 'sub-tables', 'dotted', 'inline', 'root');

/** One set of skills written in one style; comment lines that no edit may touch say `keep`. */
function write(path: readonly string[], skills: readonly ManifestSkill[], style: Style): string[] {
  const table = formatKeyPath(path);
  const pairs = skills.map(
    (skill) => `${formatKey(skill.id)} = ${formatValue(manifestValue(skill, 'paks'))}`,
  );
  switch (style) {
    case 'section':
      return [
        `[${table}] # keep`,
        ...pairs.flatMap((pair) => [`# keep "${pair}"`, `  ${pair} # own`]),
      ];
    case 'inline':
      return [`${table} = { ${pairs.join(', ')} } # container`];
    case 'root':
      return pairs.map((pair) => `${table}.${pair}`);
    case 'dotted':
    case 'sub-tables':
      return skills.flatMap((skill, index) => {
        const value = manifestValue(skill, 'paks');
        const fields = Object.entries(
          typeof value === 'string' ? { version: value } : value,
        ).flatMap(([key, item]) => (item === undefined ? [] : [`${key} = ${formatValue(item)}`]));
        const key = formatKey(skill.id);
        if (style === 'sub-tables') return ['# keep', `[${table}.${key}]`, ...fields, ''];
        const lines = fields.map((field) => `${key}.${field} # own`);
        return index === 0 ? [`[${table}] # keep`, ...lines] : lines;
      });
  }
}

const manifestText = fc
  .record({
    skills: fc.uniqueArray(skill, { selector: ({ id, group }) => `${group} ${id}`, maxLength: 5 }),
    mainStyle: style,
    groupStyle: style,
    windows: fc.boolean(),
    mark: fc.boolean(),
    open: fc.boolean(),
  })
  .map(({ skills, mainStyle, groupStyle, windows, mark, open }) => {
    const main = skills.filter(({ group }) => group === null);
    const review = skills.filter(({ group }) => group !== null);
    const blocks = [
      { style: mainStyle, lines: write(['skills'], main, mainStyle) },
      { style: groupStyle, lines: write(['groups', 'review', 'skills'], review, groupStyle) },
    ].filter(({ lines }) => lines.length > 0);
    const atRoot = (style: Style) => style === 'inline' || style === 'root';
    const lines = [
      '# keep head',
      ...blocks.filter(({ style }) => atRoot(style)).flatMap(({ lines }) => lines),
      '[policy] # keep',
      "audit = 'warn' # keep",
      '',
      ...blocks.filter(({ style }) => !atRoot(style)).flatMap(({ lines }) => lines),
      ...(open ? ['# keep last'] : ['# keep last', '']),
    ];
    return `${mark ? '\ufeff' : ''}${lines.join(windows ? '\r\n' : '\n')}`;
  });

const read = (text: string): Manifest =>
  parseManifest(text, { file: 'paks.toml', registry: 'paks' });
const keyed = (skills: readonly ManifestSkill[]) =>
  new Map(skills.map((skill) => [`${skill.group} ${skill.id}`, skill]));
const kept = (text: string) => text.split(/\r?\n/).filter((line) => line.includes('keep'));

function expectSameStyle(before: string, after: string): void {
  expect(kept(after)).toEqual(kept(before));
  expect(after.startsWith('\ufeff')).toBe(before.startsWith('\ufeff'));
  expect(after.endsWith('\n')).toBe(before.endsWith('\n'));
  if (before.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  else expect(after).not.toContain('\r');
}

/** Lines about other skills; a line that holds several may change. */
function foreignLines(text: string, { id }: ManifestSkill): string[] {
  return text
    .split('\n')
    .filter((line) => line.includes(' # own') && !line.includes(formatKey(id)));
}

describe('editing any manifest', () => {
  test('adds or replaces exactly one skill, and touches no other line', () => {
    fc.assert(
      fc.property(manifestText, skill, (text, added) => {
        const before = read(text);
        const edited = putManifestSkill(text, added, 'paks');
        const wanted = keyed(before.skills).set(`${added.group} ${added.id}`, added);
        expect({ ...read(edited), skills: keyed(read(edited).skills) }).toEqual({
          ...before,
          skills: wanted,
        });
        expectSameStyle(text, edited);
        expect(foreignLines(edited, added)).toEqual(foreignLines(text, added));
        expect(putManifestSkill(edited, added, 'paks')).toBe(edited);
      }),
      { numRuns: 200 },
    );
  });

  test('removes exactly one skill, and touches no other line', () => {
    fc.assert(
      fc.property(manifestText, skill, (text, { id, group }) => {
        const before = read(text);
        const edited = removeManifestSkill(text, { id, group });
        const wanted = keyed(before.skills);
        const held = wanted.delete(`${group} ${id}`);
        expect({ ...read(edited), skills: keyed(read(edited).skills) }).toEqual({
          ...before,
          skills: wanted,
        });
        expectSameStyle(text, edited);
        if (!held) expect(edited).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});

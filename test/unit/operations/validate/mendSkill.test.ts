import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { judgeContent } from '../../../../src/operations/validate/judgeContent.ts';
import { mendSkill } from '../../../../src/operations/validate/mendSkill.ts';
import { skillFile } from '../../../helpers/skillFiles.ts';

function mended(text: string): { readonly text: string; readonly rules: readonly unknown[] } {
  const { files, fixes } = mendSkill([skillFile('SKILL.md', text)]);
  return { text: Buffer.from(files[0]!.bytes).toString(), rules: fixes.map(({ rule }) => rule) };
}

const skill = (...fields: readonly string[]) =>
  `---\nname: deploy\n${fields.join('\n')}\n---\n# Deploy\n`;

describe('mending a skill', () => {
  test.each([
    [
      'quotes a value',
      skill('description: Use when: asked'),
      skill("description: 'Use when: asked'"),
      'values-quoted',
    ],
    ['completes a version', skill('version: 1.0'), skill('version: "1.0.0"'), 'version-exact'],
    [
      'completes a version in metadata, comment and quotes aside',
      skill('metadata:', "  version: 'v2.1'   # the last"),
      skill('metadata:', '  version: "2.1.0"   # the last'),
      'version-exact',
    ],
    ['removes a byte order mark', `\ufeff${skill()}`, skill(), 'no-byte-order-mark'],
    ['ends the file', skill().trimEnd(), skill(), null],
    [
      'ends the file as its lines end',
      skill().trimEnd().replaceAll('\n', '\r\n'),
      skill().replaceAll('\n', '\r\n'),
      null,
    ],
  ])('%s, and no other byte', (_, before, after, rule) => {
    expect(mended(before)).toEqual({ text: after, rules: [rule] });
  });

  test('does all at once and shows each line as it was and is', () => {
    const { files, fixes } = mendSkill([
      skillFile('SKILL.md', '\ufeff---\nname: x\ndescription: a: b\nversion: 2\n---\nend'),
    ]);

    expect(Buffer.from(files[0]!.bytes).toString()).toBe(
      '---\nname: x\ndescription: \'a: b\'\nversion: "2.0.0"\n---\nend\n',
    );
    expect(fixes.flatMap(({ lines }) => lines)).toEqual([
      { line: 1, before: '\ufeff---', after: '---' },
      { line: 3, before: 'description: a: b', after: "description: 'a: b'" },
      { line: 4, before: 'version: 2', after: 'version: "2.0.0"' },
    ]);
  });

  test.each([
    ['what is right', skill('version: "1.0.0"')],
    ['a version that is none', skill('version: newest')],
    ['no frontmatter', '# Deploy\n'],
    ['YAML that quotes do not mend', '---\nname: "x\n---\n'],
    ['an empty file', ''],
  ])('leaves alone: %s', (_, text) => {
    expect(mended(text)).toEqual({ text, rules: [] });
  });

  test('leaves bytes that are not UTF-8 alone', () => {
    const file = { path: 'SKILL.md', mode: 0o644 as const, bytes: new Uint8Array([0x2d, 0xff]) };
    expect(mendSkill([file])).toEqual({ files: [file], fixes: [] });
  });

  test('makes scripts executable and nothing else', () => {
    const script = skillFile('scripts/run', '#!/bin/sh\n');
    const other = skillFile('scripts/notes.md', '# Notes');
    const { files, fixes } = mendSkill([script, other]);

    expect(files.map(({ mode }) => mode)).toEqual([0o755, 0o644]);
    expect(files[0]!.bytes).toBe(script.bytes);
    expect(files[1]).toBe(other);
    expect(fixes).toMatchObject([{ rule: 'scripts-executable', path: 'scripts/run', lines: [] }]);
  });

  const piece = fc.constantFrom(
    '---\n',
    'version: 1\n',
    'version: "1"\n',
    'description: a: b\n',
    'metadata:\n  version: 1.2\n',
    'metadata: {version: 1}\n',
    '\ufeff',
    '\r\n',
    'x: [',
    "'",
    ' ',
    '  more\n',
  );
  const anySkill = fc
    .array(piece, { maxLength: 12 })
    .map((pieces) => `---\nname: x\n${pieces.join('')}`);

  test('what is mended needs no more mending, whatever it is', () => {
    fc.assert(
      fc.property(anySkill, (text) => {
        const once = mended(text).text;
        expect(mended(once)).toEqual({ text: once, rules: [] });
      }),
      { numRuns: 500 },
    );
  });

  test('mending breaks no rule that was kept', () => {
    fc.assert(
      fc.property(anySkill, (text) => {
        const before = brokenRules(text);
        expect(brokenRules(mended(text).text).filter((rule) => !before.includes(rule))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

function brokenRules(text: string): readonly string[] {
  const files = [skillFile('SKILL.md', text)];
  return judgeContent({ files, directoryName: 'x', purpose: 'validate' }).map(({ rule }) => rule);
}

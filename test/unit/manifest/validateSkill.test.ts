import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  rules,
  type ValidateSkillInput,
  validateSkill,
} from '../../../src/manifest/validateSkill.ts';
import type { FileMode } from '../../../src/model/SkillTree.ts';

const CLEAN = [
  '---',
  'name: deploy',
  'description: Deploys things. Use when asked to deploy.',
  'license: MIT',
  'allowed-tools: Bash(kubectl get, kubectl apply) Read',
  'metadata:',
  '  version: "1.2.0"',
  '  dependencies: "acme/base@^1"',
  '---',
  'See [the guide](reference/guide.md#start), [site](https://x.test) and `[code](nowhere.md)`.',
  '```',
  '[not a link](missing.md)',
  '```',
  '',
].join('\n');

type Input = Partial<Omit<ValidateSkillInput, 'files'>> & {
  readonly files?: Readonly<Record<string, string | { text: string; mode: FileMode }>>;
};

function findings(skill: string | Uint8Array, { files = {}, ...more }: Input = {}): string[] {
  const all = Object.entries<string | { text: string; mode: FileMode }>({
    'reference/guide.md': 'x',
    'README.md': 'x',
    ...files,
  });
  const input: ValidateSkillInput = {
    directoryName: 'deploy',
    purpose: 'publish',
    ...more,
    files: [
      { path: 'SKILL.md', mode: 0o644, bytes: typeof skill === 'string' ? encode(skill) : skill },
      ...all.map(([path, file]) => ({
        path,
        mode: typeof file === 'string' ? (0o644 as const) : file.mode,
        bytes: encode(typeof file === 'string' ? file : file.text),
      })),
    ],
  };
  return validateSkill(input).map(
    ({ severity, rule, path, line, column }) =>
      `${severity} ${rule} ${path === 'SKILL.md' ? '' : `${path}:`}${line}:${column}`,
  );
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

const change = (from: string, to: string) => CLEAN.replace(from, to);
const withField = (field: string) => change('license: MIT', `license: MIT\n${field}`);

const CASES: readonly (readonly [string, string | Uint8Array, Input, readonly string[]])[] = [
  ['no frontmatter', '# Deploy\n', {}, ['error frontmatter-readable 1:1']],
  ['broken YAML', change('license: MIT', 'license: "MIT'), {}, ['error frontmatter-readable 4:14']],
  [
    'merge conflict',
    change('license: MIT', '<<<<<<< a\nlicense: MIT'),
    {},
    ['error frontmatter-readable 4:1'],
  ],
  ['doubled key', withField('name: deploy'), {}, ['error frontmatter-readable 5:1']],
  ['alias (T12)', withField('homepage: &a x\nauthor: *a'), {}, ['error frontmatter-readable 6:9']],
  ['not UTF-8', new Uint8Array([0x2d, 0xff]), {}, ['error frontmatter-readable 1:1']],
  [
    'unquoted colon',
    change('Deploys things.', 'Deploys: things.'),
    {},
    ['error values-quoted 3:1'],
  ],
  ['no name', change('name: deploy\n', ''), {}, ['error name-valid 1:1']],
  [
    'name against the specification',
    change('name: deploy', 'name: De_ploy'),
    { directoryName: 'De_ploy' },
    ['error name-valid 2:7'],
  ],
  [
    'name of a device (T04)',
    change('name: deploy', 'name: con'),
    { directoryName: 'con' },
    ['error name-valid 2:7'],
  ],
  [
    'name unlike the directory (T16)',
    CLEAN,
    { directoryName: 'deploy-2' },
    ['error name-is-directory 2:7'],
  ],
  [
    'no description',
    change('description: ', 'x-description: '),
    {},
    ['error description-fits 1:1', 'warning fields-known 3:1'],
  ],
  [
    'long description',
    change('Deploys things.', 'é'.repeat(1_024)),
    {},
    ['error description-fits 3:14'],
  ],
  [
    'long compatibility',
    withField(`compatibility: ${'x'.repeat(501)}`),
    {},
    ['error compatibility-fits 5:16'],
  ],
  ['short version', change('"1.2.0"', '"1.2"'), {}, ['warning version-exact 7:12']],
  ['number as version', withField('version: 1.0'), {}, ['warning version-exact 5:10']],
  ['word as version', withField('version: newest'), {}, ['error version-exact 5:10']],
  [
    'unreadable dependency',
    change('acme/base@^1', 'acme/base@one'),
    {},
    ['error dependencies-readable 8:17'],
  ],
  [
    'dependency that is no skill',
    change('acme/base@^1', 'python>=3.8'),
    {},
    ['warning dependencies-readable 8:17'],
  ],
  ['misspelt field', withField('licence: MIT'), {}, ['warning fields-known 5:1']],
  ['commas in allowed-tools', change(') Read', '), Read'), {}, ['warning tools-separated 5:16']],
  [
    'list in allowed-tools',
    change('Bash(kubectl get, kubectl apply) Read', '[Read]'),
    {},
    ['warning tools-separated 5:16'],
  ],
  [
    'number in metadata',
    change('metadata:', 'metadata:\n  level: 3'),
    {},
    ['warning metadata-strings 7:10'],
  ],
  ['byte order mark', `\ufeff${CLEAN}`, {}, ['error no-byte-order-mark 1:1']],
  [
    'byte order mark in a working copy',
    `\ufeff${CLEAN}`,
    { purpose: 'validate' },
    ['warning no-byte-order-mark 1:1'],
  ],
  ['broken link', change('guide.md', 'guido.md'), {}, ['warning links-resolve 10:15']],
  [
    'link into another skill',
    change('reference/guide.md', '../other/SKILL.md'),
    {},
    ['warning links-inside 10:15'],
  ],
  [
    'expensive description',
    change('Deploys things.', 'd'.repeat(500)),
    {},
    ['warning context-cost 3:14'],
  ],
  ['500 lines of instructions', `${CLEAN}${'x\n'.repeat(496)}`, {}, []],
  ['501 lines of instructions', `${CLEAN}${'x\n'.repeat(497)}`, {}, ['warning body-short 510:1']],
  [
    'empty directory',
    CLEAN,
    { emptyDirectories: ['assets'] },
    ['warning directories-filled assets:1:1'],
  ],
  [
    'script without its mode',
    CLEAN,
    { files: { 'run.sh': '#!/bin/sh' } },
    ['warning scripts-executable run.sh:1:1'],
  ],
  ['executable script', CLEAN, { files: { 'run.sh': { text: '#!/bin/sh', mode: 0o755 } } }, []],
  ['traversal (T01)', CLEAN, { files: { '../x': '' } }, ['error paths-safe ../x:1:1']],
  [
    'names that collide (T03)',
    CLEAN,
    { files: { 'a.md': '', 'A.md': '' } },
    ['error paths-safe A.md:1:1'],
  ],
  [
    'large SKILL.md (T05)',
    `${CLEAN}${'x'.repeat(2 * 1024 * 1024)}`,
    {},
    ['error within-limits 1:1'],
  ],
  ['no license', change('license: MIT\n', ''), {}, ['warning license-stated 1:1']],
  [
    'license as a list',
    change('license: MIT', 'license: [MIT]'),
    { files: { LICENSE: 'MIT' } },
    ['warning license-text 4:10'],
  ],
  ['license file', change('license: MIT\n', ''), { files: { 'LICENSE.txt': 'MIT' } }, []],
  ['Windows line ends', CLEAN.replaceAll('\n', '\r\n'), {}, []],
];

describe('validating a skill', () => {
  test('finds nothing in a clean one', () => {
    expect(findings(CLEAN)).toEqual([]);
    expect(findings(CLEAN, { directoryName: null })).toEqual([]);
  });

  test.each(CASES)('judges: %s', (_, skill, input, expected) => {
    expect(findings(skill, input)).toEqual(expected);
  });

  test('asks for a license, and a release for a README too', () => {
    const files = [
      {
        path: 'SKILL.md',
        mode: 0o644 as const,
        bytes: encode('---\nname: x\ndescription: d\n---\n'),
      },
    ];
    const found = (purpose: 'validate' | 'publish') =>
      validateSkill({ files, directoryName: 'x', purpose }).map(({ rule }) => rule);
    expect(found('publish')).toEqual(['license-stated', 'readme-present']);
    expect(found('validate')).toEqual(['license-stated']);
  });

  test('names a missing SKILL.md', () => {
    expect(validateSkill({ files: [], directoryName: 'x', purpose: 'validate' })).toMatchObject([
      { rule: 'frontmatter-readable', message: 'the directory holds no `SKILL.md`' },
    ]);
  });

  test('has a case for every rule', () => {
    const covered = CASES.flatMap(([, , , expected]) => expected.map((line) => line.split(' ')[1]));
    expect(new Set([...covered, 'readme-present'])).toEqual(new Set(rules.map(({ id }) => id)));
  });

  test('counts files and bytes (T05)', () => {
    const of = (count: number, bytes: Uint8Array) =>
      validateSkill({
        files: [
          { path: 'SKILL.md', mode: 0o644, bytes: encode(CLEAN) },
          ...Array.from({ length: count }, (_, index) => ({
            path: `f${index}`,
            mode: 0o644 as const,
            bytes,
          })),
        ],
        directoryName: null,
        purpose: 'validate',
      }).filter(({ rule }) => rule === 'within-limits');
    const large = new Uint8Array(15 * 1024 * 1024);
    expect(of(4_999, encode('x'))).toEqual([]);
    expect(of(5_000, encode('x'))).toMatchObject([
      { message: 'the skill has 5001 files; the limit is 5000' },
    ]);
    expect(of(4, large)).toEqual([]);
    expect(of(5, large)).toMatchObject([{ message: 'the skill is larger than 64 MiB' }]);
  });

  test.each([
    ['links', `[a](b${'c'.repeat(20)})`.repeat(60_000)],
    ['open links', '](   '.repeat(300_000)],
    ['open code', '`'.repeat(1_500_000)],
  ])('takes time linear in the text for %s (T12)', (_, body) => {
    const files = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, index) => [`d/${index}`, '']),
    );
    expect(findings(`${CLEAN}${body}`, { files }).length).toBeLessThanOrEqual(50);
  });

  test.each(['allowed-tools: ', 'description: ', 'metadata: '])(
    'takes time linear in the brackets after %j (T12)',
    (field) => {
      const brackets = ['(', 'a(', ': (', '['].map((part) => part.repeat(15_000));
      for (const value of brackets) findings(withField(`${field}${value}`));
      expect(brackets).toHaveLength(4);
    },
  );

  test('names hidden characters in its messages (T14, T18)', () => {
    const bytes = encode(change('name: deploy', 'name: "de\\e[31mploy"'));
    const [finding] = validateSkill({
      files: [{ path: 'SKILL.md', mode: 0o644, bytes }],
      directoryName: null,
      purpose: 'validate',
    });
    expect(finding?.message).toContain('`de\\u{1b}[31mploy`');
  });

  test('gives findings, never an exception, for any content (T12)', () => {
    const piece = fc.constantFrom(
      '---\n',
      'name: x\n',
      'description: ',
      ': ',
      '[',
      '](',
      ')',
      '```\n',
      '*a',
      '\n',
      'é',
      '\u202e',
      '  - ',
      'metadata:\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), fc.string(), (pieces, path) => {
        const result = findings(`---\n${pieces.join('')}`, { files: { [path]: 'x' } });
        expect(result.every((line) => /^(error|warning) [a-z-]+ /.test(line))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { describeFailure, type Failure } from '../../../src/errors/describeFailure.ts';
import { parseSkill } from '../../../src/manifest/parseSkill.ts';

const options = { file: 'x/SKILL.md', registry: 'paks' } as const;
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (frontmatter: string, more = {}) =>
  parseSkill(bytes(`---\n${frontmatter}\n---\n# Body\n`), { ...options, ...more });
const notes = (frontmatter: string, more = {}) =>
  read(frontmatter, more).notes.map(({ id, severity, line }) => `${severity} ${id} ${line ?? ''}`);

function failure(content: string | Uint8Array): Failure {
  try {
    parseSkill(typeof content === 'string' ? bytes(content) : content, options);
  } catch (thrown) {
    return describeFailure(thrown);
  }
  throw new Error('the skill was accepted');
}

describe('reading a SKILL.md', () => {
  test('reads the fields of the specification and the package data', () => {
    const text = [
      'name: kubernetes-deploy',
      'description: Deploys',
      'license: MIT',
      'compatibility: needs kubectl',
      'version: 1.0',
      'authors: [Ann, {name: Bo, email: bo@x.test}]',
      'keywords: k8s, deploy',
      'homepage: https://x.test',
    ].join('\n');
    expect(read(text)).toEqual({
      name: 'kubernetes-deploy',
      description: 'Deploys',
      license: 'MIT',
      compatibility: 'needs kubectl',
      version: '1.0',
      homepage: 'https://x.test',
      authors: ['Ann', 'Bo <bo@x.test>'],
      keywords: ['k8s', 'deploy'],
      categories: [],
      dependencies: [],
      notes: [],
    });
  });

  test('reads package data from `metadata` where the top level has none', () => {
    const text =
      'name: x\ndescription: d\nversion: "2.0.0"\nmetadata:\n  version: 1.0.0\n  author: Ann\n  dependencies: "acme/b@~2, acme/a@^1"';
    expect(read(text)).toMatchObject({
      version: '2.0.0',
      authors: ['Ann'],
      dependencies: [
        { id: 'acme/a', range: '^1', source: { kind: 'registry', registry: 'paks' } },
        { id: 'acme/b', range: '~2' },
      ],
    });
  });

  test.each([
    ['Bash(git add:*) Read', ['Bash(git add:*)', 'Read']],
    ['Read, Write', ['Read', 'Write']],
    ['Bash(echo $(date), ls) Read', ['Bash(echo $(date), ls)', 'Read']],
    ['[Read, "Bash(npm run *)"]', ['Read', 'Bash(npm run *)']],
  ])('reads `allowed-tools: %s`', (written, tools) => {
    expect(read(`name: x\ndescription: d\nallowed-tools: ${written}`).allowedTools).toEqual(tools);
  });

  test('takes a byte order mark, Windows line ends and a missing final newline', () => {
    const { name, description, notes } = parseSkill(
      bytes('\ufeff---\r\nname: x\r\ndescription: two words\r\n---'),
      options,
    );
    expect({ name, description, notes }).toEqual({
      name: 'x',
      description: 'two words',
      notes: [],
    });
  });

  test('mends a value with an unquoted colon, and warns', () => {
    const text = "name: x\ndescription: Use when: it's late\n  and: dark\nlicense: MIT";
    expect(read(text)).toMatchObject({
      description: "Use when: it's late and: dark",
      license: 'MIT',
      notes: [{ id: 'unquoted-value', severity: 'warning', line: 3 }],
    });
    const windows = parseSkill(bytes('---\r\nname: x\r\ndescription: a: b\r\n---\r\n'), options);
    expect(windows.description).toBe('a: b');
  });

  test.each([
    ['name: x\ndescription: [draft] does it', '[draft] does it'],
    ['name: x\ndescription: `code` first', '`code` first'],
    ['metadata:\n  version: "1"\ndescription: a: b', 'a: b'],
    ['argument-hint: [pr] [level]\ndescription: d', 'd'],
    ['description: "Deploy" does it', '"Deploy" does it'],
    ['name: x\nallowed-tools: [Read]\ndescription: ends with:', 'ends with:'],
  ])('mends %j', (text, description) => {
    expect(read(text).description).toBe(description);
  });

  test('notes names against the specification and against the directory', () => {
    expect(notes('description: d')).toEqual(['note name-missing ']);
    expect(notes('name: My Skill\ndescription: d')).toEqual(['note name-invalid 2']);
    expect(notes('description: d\nname: other', { directoryName: 'x' })).toEqual([
      'note name-mismatch 3',
    ]);
  });

  test('warns about a description over 1,024 characters', () => {
    expect(notes(`name: x\ndescription: ${'a'.repeat(1024)}`)).toEqual([]);
    expect(notes(`name: x\ndescription: ${'a'.repeat(1025)}`)).toEqual([
      'warning description-long 3',
    ]);
  });

  test.each([
    ['# No frontmatter\n', 1, 'there is no frontmatter'],
    ['', 1, 'there is no frontmatter'],
    ['---js\nprocess.exit()\n---\n', 1, 'there is no frontmatter'],
    ['\n---\nname: x\n---\n', 1, 'there is no frontmatter'],
    ['---\nname: x\n', 1, 'not closed'],
    ['---\nname: x\n---\n', 1, 'no `description`'],
    ['---\nname: x\ndescription: ""\n---\n', 1, 'no `description`'],
    ['---\nname: x\ndescription: "open\n---\n', 4, 'cannot be read: missing closing "quote'],
    ['---\n- a\n- b\n---\n', 2, 'not a list of fields'],
    ['---\nname: x\nname: y\ndescription: d\n---\n', 3, 'the key `name` is there twice'],
    ['---\n<<<<<<< ours\nname: x\n=======\nname: y\n>>>>>>> theirs\n---\n', 2, 'merge conflict'],
    ['---\na: &a x\nb: *a\ndescription: d\n---\n', 3, 'aliases are not used'],
  ])('refuses %j with its line (T12)', (text, line, message) => {
    const { code, data, message: shown, hint } = failure(text);
    expect({ code, line: data['line'] }).toEqual({ code: 'SKILL_INVALID', line });
    expect(shown).toContain(message);
    expect(hint).toBeDefined();
  });

  test('refuses bytes that are not UTF-8', () => {
    const content = new Uint8Array([...bytes('---\nname: '), 0xff, ...bytes('\n---\n')]);
    expect(failure(content).message).toContain('not UTF-8');
  });

  test('takes an invalid skill where that is allowed, with a warning', () => {
    const skill = parseSkill(bytes('# Hello'), { ...options, allowInvalid: true });
    expect(skill).toMatchObject({
      dependencies: [],
      notes: [{ id: 'invalid', severity: 'warning' }],
    });
    const nameOnly = parseSkill(bytes('---\nname: x\n---\n'), { ...options, allowInvalid: true });
    expect(nameOnly).toMatchObject({ name: 'x', notes: [{ id: 'invalid' }] });
  });

  test.each([
    [
      'an alias bomb',
      `a: &a [x]\n${Array.from({ length: 9 }, (_, i) => `b${i}: [*a, *a]`).join('\n')}`,
    ],
    ['endless brackets', `a: ${'['.repeat(30_000)}`],
    ['deep flow nesting', `a: ${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['deep block nesting', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['too much frontmatter', `a: ${'x\n  '.repeat(30_000)}`],
  ])('refuses %s (T12)', (_, yaml) => {
    expect(failure(`---\n${yaml}\ndescription: d\n---\n`).code).toBe('SKILL_INVALID');
  });

  test('reads 64 KiB of tiny keys without effort (T12)', () => {
    const keys = Array.from({ length: 9_000 }, (_, index) => `k${index}:`).join('\n');
    expect(read(`${keys}\nname: x\ndescription: d`).name).toBe('x');
  });

  test('takes an unknown tag and open brackets for text (T12)', () => {
    expect(read('name: !!js/function x\ndescription: d').name).toBe('x');
    expect(read(`description: ${'['.repeat(50)}`).description).toHaveLength(50);
  });

  test('keeps keys of JavaScript ordinary (T12)', () => {
    const skill = read('name: x\ndescription: d\n__proto__: {polluted: true}\nconstructor: {x: 1}');
    expect(skill.name).toBe('x');
    expect('polluted' in {}).toBe(false);
  });

  test('names hidden characters in what it says, and keeps them in what it read (T14, T18)', () => {
    const skill = read('name: "x\\e[31m\u202ey\\U000E0041"\ndescription: d');
    expect(skill.name).toBe('x\u001b[31m\u202ey\u{e0041}');
    expect(skill.notes[0]?.message).toContain('`x\\u{1b}[31m\\u{202e}y\\u{e0041}`');
  });

  test('gives JSON data or SKILL_INVALID for any text', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 10 }),
      fc.constantFrom(
        'name: ',
        'description: ',
        'metadata:\n  ',
        'dependencies:',
        '- ',
        '\n',
        ': ',
      ),
      fc.constantFrom(
        'a/b@^1',
        '{',
        '}',
        '[',
        ']',
        '&a',
        '*a',
        '|',
        '>',
        '"',
        "'",
        '#',
        '---\n',
        '!!',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.boolean(), (pieces, closed) => {
        const text = `---\n${pieces.join('')}${closed ? '\n---\n' : ''}`;
        try {
          const skill = parseSkill(bytes(text), options);
          expect(JSON.parse(JSON.stringify(skill))).toEqual(skill);
        } catch (thrown) {
          expect(describeFailure(thrown).code).toBe('SKILL_INVALID');
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HostileEntry } from './HostileSkill.ts';
import { type RefusalWorld, type SourceKind, startRefusalWorld } from './refusalWorld.ts';

let refusals: RefusalWorld;

beforeAll(async () => {
  refusals = await startRefusalWorld();
});

afterAll(() => refusals.close());

const SOURCES: readonly SourceKind[] = ['git', 'registry', 'path'];
const ONE_LINE_AND_HINT = /^error: [^\n]+\n(?:\d+ \| [^\n]*\n *\^\n)?(?:hint: [^\n]+\n)+$/;

function skill(...frontmatter: readonly string[]): string {
  return ['---', ...frontmatter, '---', '', '# Body', ''].join('\n');
}

interface Text {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly says: RegExp;
}

const BOMB = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]',
  'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]',
  'd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]',
];

const INVALID: readonly Text[] = [
  {
    name: 'YAML that quoting does not mend',
    content: skill('- item', 'description: y'),
    says: /SKILL\.md:\d+:\d+: the frontmatter cannot be read/,
  },
  {
    name: 'conflict markers',
    content: skill('<<<<<<< HEAD', 'description: a', '=======', 'description: b', '>>>>>>> x'),
    says: /SKILL\.md:2:1: unresolved merge conflict/,
  },
  { name: 'no frontmatter', content: '# Just text\n', says: /there is no frontmatter/ },
  { name: 'no description', content: skill('name: x'), says: /there is no `description`/ },
  {
    name: 'bytes that are not UTF-8',
    content: Buffer.from([...Buffer.from('---\ndescription: '), 0xff, 0xfe, 0x0a]),
    says: /it is not UTF-8 text/,
  },
  {
    name: 'UTF-16',
    content: Buffer.from(`\ufeff${skill('description: x')}`, 'utf16le'),
    says: /it is not UTF-8 text|there is no frontmatter/,
  },
  {
    name: 'keys that stand twice',
    content: skill('description: a', 'description: b'),
    says: /description|twice|unique/i,
  },
  {
    name: 'T12 an alias bomb',
    content: skill('description: x', ...BOMB),
    says: /the frontmatter cannot be read/,
  },
  {
    name: 'T12 frontmatter in another language',
    content: '---js\nmodule.exports = process.exit(9)\n---\n',
    says: /there is no frontmatter/,
  },
  {
    name: 'T05 over 64 KiB of frontmatter',
    content: skill('description: x', `license: ${'y'.repeat(64 * 1024)}`),
    says: /the frontmatter is longer than 64 KiB/,
  },
];

const cases = <Row extends object>(rows: readonly Row[], prefix: string) =>
  rows.flatMap((row, index) =>
    SOURCES.map((kind) => ({ ...row, kind, id: `${prefix}${index}-${kind}` })),
  );

const fileOf = (content: string | Uint8Array): HostileEntry => ({ path: 'SKILL.md', content });

describe('a `SKILL.md` that no agent could use', () => {
  test.each(cases(INVALID, 'invalid'))(
    'is refused, or taken with --allow-invalid: $name, from $kind',
    async ({ kind, id, content, says }) => {
      const offer = await refusals.offer(kind, id, [fileOf(content)]);

      const add = await refusals.add(offer);
      expect(add.stderr).toMatch(ONE_LINE_AND_HINT);
      expect(add.stderr).toMatch(says);
      expect(add).toMatchObject({ exit: 5, stdout: '', changed: [] });

      const ci = await refusals.ci(offer, 'ci', '--json');
      expect(ci.json()).toMatchObject({ error: { code: 'SKILL_INVALID' } });
      expect(ci).toMatchObject({ exit: 5, changed: [] });

      const { run, project } = await refusals.addAfresh(offer, '--allow-invalid');
      expect(run.exit).toBe(0);
      expect(run.stderr).toMatch(/^warning: /);
      expect(project.tree(`.claude/skills/${id}`)).toEqual({
        'SKILL.md': Buffer.from(content as string).toString('utf8'),
      });
    },
  );
});

const TAKEN: readonly Text[] = [
  {
    name: 'a value that quoting mends',
    content: skill('name: x', 'description: Use this when: the user asks'),
    says: /^warning: .*a value with `: ` is not quoted; strict agents skip this skill\n$/,
  },
  {
    name: 'a description over 1,024 characters',
    content: skill(`description: ${'d'.repeat(1025)}`),
    says: /^warning: .*over 1024 characters/,
  },
  { name: 'no name', content: skill('description: x'), says: /^$/ },
  {
    name: 'a name against the specification',
    content: skill('name: Not A Name', 'description: x'),
    says: /^$/,
  },
  {
    name: 'unknown fields, a list of tools, metadata that is no text',
    content: skill('description: x', 'foo: bar', 'allowed-tools: [Bash, Read]', 'metadata: {n: 1}'),
    says: /^$/,
  },
  {
    name: 'a version that is a number',
    content: skill('description: x', 'version: 1.0'),
    says: /^$/,
  },
  {
    name: 'CRLF',
    content: skill('description: x').replaceAll('\n', '\r\n'),
    says: /^$/,
  },
  { name: 'a byte order mark', content: `\ufeff${skill('description: x')}`, says: /^$/ },
  { name: 'no final newline', content: skill('description: x').trimEnd(), says: /^$/ },
];

describe('a `SKILL.md` that agents accept', () => {
  test.each(cases(TAKEN, 'taken'))(
    'is taken byte for byte: $name, from $kind',
    async ({ kind, id, content, says }) => {
      const { run, project } = await refusals.addAfresh(
        await refusals.offer(kind, id, [fileOf(content)]),
      );

      expect(run.exit).toBe(0);
      expect(run.stderr).toMatch(says);
      expect(project.tree(`.claude/skills/${id}`)).toEqual({ 'SKILL.md': content });
    },
  );
});

const HIDDEN: readonly Text[] = [
  {
    name: 'T18 an override of the writing direction',
    content: skill('description: x', 'license: "\u202emit"'),
    says: /U\+202E.*SKILL\.md:3:\d+/,
  },
  {
    name: 'T18 an isolate of the writing direction',
    content: `${skill('description: x')}a\u2067b\u2069\n`,
    says: /U\+2067/,
  },
  {
    name: 'T18 tag characters, whose text is shown',
    content: `${skill('description: x')}ok${String.fromCodePoint(
      ...Array.from('run it', (letter) => 0xe0000 + (letter.codePointAt(0) ?? 0)),
    )}\n`,
    says: /U\+E0072.*`run it`/,
  },
  {
    name: 'T14 T18 an escape sequence',
    content: `${skill('description: x')}\u001b]0;title\u0007\n`,
    says: /U\+001B/,
  },
];

describe('text that people cannot see', () => {
  test.each(cases(HIDDEN, 'hidden'))(
    'is refused, and taken once dismissed for this content: $name, from $kind',
    async ({ kind, id, content, says }) => {
      const offer = await refusals.offer(kind, id, [fileOf(content)]);

      const add = await refusals.add(offer);
      expect(add.stderr).toMatch(ONE_LINE_AND_HINT);
      expect(add.stderr).toMatch(says);
      expect(add.stderr).not.toMatch(/[\u001b\u202e\u2067\u{e0000}-\u{e007f}]/u);
      expect(add).toMatchObject({ exit: 5, stdout: '', changed: [] });

      const ci = await refusals.ci(offer, 'ci', '--json');
      expect(ci.json()).toMatchObject({ error: { code: 'HIDDEN_CONTENT' } });
      expect(ci).toMatchObject({ exit: 5, changed: [] });

      const { project } = await refusals.addAfresh(offer);
      project.write('paks.toml', `${project.read('paks.toml')}\n${advised(add.stderr)}`);
      expect(await project.run('add', ...offer.source)).toMatchObject({ exit: 0, stderr: '' });
      expect(project.tree(`.claude/skills/${id}`)).toEqual({ 'SKILL.md': content });
    },
  );

  test('is refused again when the content is another, although the finding was dismissed', async () => {
    const first = await refusals.offer('path', 'changing', [fileOf(skill('description: \u202ea'))]);
    const refused = await refusals.addAfresh(first);
    const { project } = refused;
    project.write('paks.toml', `${project.read('paks.toml')}\n${advised(refused.run.stderr)}`);
    expect(await project.run('add', ...first.source)).toMatchObject({ exit: 0 });
    const before = project.tree();

    await refusals.offer('path', 'changing', [fileOf(skill('description: \u202eb'))]);
    const run = await project.run('install');

    expect(run.exit).toBe(5);
    expect(project.tree()).toEqual(before);
  });
});

/** The lines of `paks.toml` that a hint says to add. */
function advised(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.startsWith('hint:   '));
  return `${lines.map((line) => line.slice('hint:   '.length)).join('\n')}\n`;
}

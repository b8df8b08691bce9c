import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { catalog, type ErrorCode } from '../../../src/errors/catalog.ts';
import { type HostileEntry, skillFile } from './HostileSkill.ts';
import { type RefusalWorld, type SourceKind, startRefusalWorld } from './refusalWorld.ts';

let refusals: RefusalWorld;

beforeAll(async () => {
  refusals = await startRefusalWorld();
});

afterAll(() => refusals.close());

const MiB = 1024 * 1024;
const zeros = (size: number): Uint8Array => new Uint8Array(size);
const EVERY: readonly SourceKind[] = ['git', 'registry', 'path'];
/** Names that no disk can hold, or that mean a place of their own there. */
const NOT_ON_DISK: readonly SourceKind[] = ['git', 'registry'];

interface Refusal {
  readonly name: string;
  readonly code: ErrorCode | Readonly<Partial<Record<SourceKind, ErrorCode>>>;
  readonly says: RegExp;
  readonly kinds?: readonly SourceKind[];
  readonly entries: readonly HostileEntry[];
}

const file = (path: HostileEntry['path'], content?: string | Uint8Array): HostileEntry => ({
  path,
  ...(content !== undefined && { content }),
});
const link = (path: string, target: string): HostileEntry => ({
  path,
  mode: '120000',
  content: target,
});
const many = (count: number): HostileEntry[] =>
  Array.from({ length: count }, (_, index) => file(`f${index}`, 'x'));

const REFUSALS: readonly Refusal[] = [
  // limits
  {
    name: 'T05 a skill over 64 MiB',
    code: 'LIMIT_EXCEEDED',
    says: /limit is 67108864/,
    entries: [1, 2, 3, 4, 5].map((index) => file(`f${index}`, zeros(15 * MiB))),
  },
  {
    name: 'T05 more than 5,000 files',
    code: 'LIMIT_EXCEEDED',
    says: /5000/,
    entries: many(5_000),
  },
  {
    name: 'T05 a file over 16 MiB',
    code: 'LIMIT_EXCEEDED',
    says: /16777217 bytes.* limit is 16777216/,
    entries: [file('big', zeros(16 * MiB + 1))],
  },
  {
    name: 'T04 a path 17 levels deep',
    code: 'LIMIT_EXCEEDED',
    says: /17 levels deep; the limit is 16|more than 16 levels deep/,
    entries: [file(`${'d/'.repeat(16)}f`)],
  },
  {
    name: 'T04 a path over 400 bytes',
    code: 'LIMIT_EXCEEDED',
    says: /has 401 bytes; the limit is 400/,
    entries: [file(`${'a'.repeat(200)}/${'b'.repeat(200)}`)],
  },
  // names
  {
    name: 'T01 `..` in a path',
    code: 'UNSAFE_PATH',
    says: /relative segment/,
    kinds: NOT_ON_DISK,
    entries: [file(['..', 'evil.md'])],
  },
  {
    name: 'T01 `..` deep in a path',
    code: 'UNSAFE_PATH',
    says: /relative segment/,
    kinds: NOT_ON_DISK,
    entries: [file(['a', '..', '..', 'evil.md'])],
  },
  {
    name: 'T01 a backslash in a name',
    code: 'UNSAFE_PATH',
    says: /cannot hold everywhere/,
    entries: [file('..\\evil.md')],
  },
  {
    name: 'T06 a `.git` directory',
    code: 'UNSAFE_PATH',
    says: /spelling of `\.git`/,
    kinds: NOT_ON_DISK,
    entries: [file('.git/config')],
  },
  {
    name: 'T06 `.GIT` deep in a skill',
    code: 'UNSAFE_PATH',
    says: /spelling of `\.git`/,
    entries: [file('a/.GIT/hooks/post-checkout')],
  },
  {
    name: 'T06 `git~1`, which Windows takes for `.git`',
    code: 'UNSAFE_PATH',
    says: /spelling of `\.git`/,
    entries: [file('GIT~1/config')],
  },
  {
    name: 'T06 `.git` with an ignorable character, which macOS takes for `.git`',
    code: 'UNSAFE_PATH',
    says: /invisible/,
    entries: [file('.g\u200cit/config')],
  },
  {
    name: 'T03 names that collide by case',
    code: 'UNSAFE_PATH',
    says: /`Notes\.md` and `notes\.md`|`notes\.md` and `Notes\.md`/,
    entries: [file('Notes.md'), file('notes.md')],
  },
  {
    name: 'T03 names that collide by Unicode form',
    code: 'UNSAFE_PATH',
    says: /one name on some systems/,
    entries: [file('caf\u00e9.md'), file('cafe\u0301.md')],
  },
  {
    name: 'T03 a name that stands twice',
    code: 'UNSAFE_PATH',
    says: /is there twice/,
    kinds: NOT_ON_DISK,
    entries: [file('a.md', '1'), file('a.md', '2')],
  },
  {
    name: 'T03 a name both file and directory',
    code: 'UNSAFE_PATH',
    says: /both a file and a directory/,
    kinds: NOT_ON_DISK,
    entries: [file('a', '1'), file('a/b', '2')],
  },
  {
    name: 'T03 a misspelt `skill.md` beside the right one',
    code: 'UNSAFE_PATH',
    says: /spelled `SKILL\.md`/,
    entries: [file('skill.md')],
  },
  {
    name: 'T04 a name reserved on Windows',
    code: 'UNSAFE_PATH',
    says: /reserved on Windows/,
    entries: [file('docs/con.txt')],
  },
  {
    name: 'T04 a stream of Windows',
    code: 'UNSAFE_PATH',
    says: /cannot hold everywhere/,
    entries: [file('a:b')],
  },
  {
    name: 'T04 a trailing dot',
    code: 'UNSAFE_PATH',
    says: /trailing dot/,
    entries: [file('a.')],
  },
  {
    name: 'T04 T14 an escape sequence in a name',
    code: 'UNSAFE_PATH',
    says: /\\u\{1b\}/,
    entries: [file('a\u001b[2Jb')],
  },
  {
    name: 'T04 a name that is not UTF-8',
    code: { git: 'UNSAFE_PATH', registry: 'UNSAFE_ARCHIVE', path: 'UNSAFE_PATH' },
    says: /UTF-8|fffd|invisible/,
    entries: [file([Buffer.from([0x61, 0xff, 0x62])])],
  },
  // links and what is no file
  {
    name: 'T02 an absolute link',
    code: { git: 'UNSAFE_LINK', registry: 'UNSAFE_ARCHIVE', path: 'UNSAFE_LINK' },
    says: /link/,
    entries: [link('l', '/etc/passwd')],
  },
  {
    name: 'T02 a link that leaves the skill',
    code: { git: 'UNSAFE_LINK', registry: 'UNSAFE_ARCHIVE', path: 'UNSAFE_LINK' },
    says: /link/,
    entries: [link('a/l', '../../../keep/SKILL.md')],
  },
  {
    name: 'T02 a link to a directory',
    code: { git: 'UNSAFE_LINK', registry: 'UNSAFE_ARCHIVE', path: 'UNSAFE_LINK' },
    says: /link/,
    entries: [file('d/f'), link('l', 'd')],
  },
  {
    name: 'T02 links that go round in a circle',
    code: { git: 'UNSAFE_LINK', registry: 'UNSAFE_ARCHIVE', path: 'UNSAFE_LINK' },
    says: /link/,
    entries: [link('l', 'm'), link('m', 'l')],
  },
  {
    name: 'T07 a submodule',
    code: 'UNSAFE_LINK',
    says: /submodule `vendor`/,
    kinds: ['git'],
    entries: [{ path: 'vendor', mode: '160000' }, file('.gitmodules', '[submodule "x"]\n')],
  },
  // what git hosts keep elsewhere
  {
    name: 'T08 a Git LFS pointer',
    code: 'HIDDEN_CONTENT',
    says: /Git LFS pointer/,
    entries: [
      file('big.bin', 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n'),
    ],
  },
];

const CASES = REFUSALS.flatMap(({ kinds = EVERY, ...refusal }, index) =>
  kinds.map((kind) => ({ ...refusal, kind, title: refusal.name, id: `h${index}-${kind}` })),
);

describe('a hostile skill is refused, and nothing is changed', () => {
  test.each(CASES)('$title, from $kind', async ({ kind, code, says, entries, id }) => {
    const expected = typeof code === 'string' ? code : code[kind];
    const offer = await refusals.offer(kind, id, [skillFile(id), ...entries]);

    const add = await refusals.add(offer);
    const ci = await refusals.ci(offer, 'ci', '--json');
    expect(add.stderr).toMatch(/^error: [^\n]+\n(?:hint: [^\n]+\n)+$/);
    expect(add.stderr).toMatch(says);
    expect(add).toMatchObject({ exit: catalog[expected as ErrorCode], stdout: '', changed: [] });
    expect(ci.json()).toMatchObject({ ok: false, error: { code: expected } });
    expect(ci).toMatchObject({ exit: catalog[expected as ErrorCode], changed: [] });
  });
});

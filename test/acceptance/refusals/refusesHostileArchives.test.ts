import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { catalog, type ErrorCode } from '../../../src/errors/catalog.ts';
import { TAR_END, tarball, tarEntry } from '../../helpers/tarball.ts';
import { bytesOf, skillFile } from './HostileSkill.ts';
import { type RefusalWorld, startRefusalWorld } from './refusalWorld.ts';

let refusals: RefusalWorld;

beforeAll(async () => {
  refusals = await startRefusalWorld();
});

afterAll(() => refusals.close());

const MiB = 1024 * 1024;
const ONE_LINE_AND_HINT = /^error: [^\n]+\n(?:hint: [^\n]+\n)+$/;

interface HostileArchive {
  readonly name: string;
  readonly archive: () => Uint8Array;
  readonly code: ErrorCode;
  readonly says: RegExp;
}

const ARCHIVES: readonly HostileArchive[] = [
  {
    name: 'T02 a hard link',
    archive: () => tarball({ name: 'skill/l', type: '1', link: 'skill/SKILL.md' }),
    code: 'UNSAFE_ARCHIVE',
    says: /holds a hard link at `skill\/l`/,
  },
  {
    name: 'T02 a device file',
    archive: () => tarball({ name: 'skill/null', type: '3' }),
    code: 'UNSAFE_ARCHIVE',
    says: /holds a device at/,
  },
  {
    name: 'T02 a named pipe',
    archive: () => tarball({ name: 'skill/pipe', type: '6' }),
    code: 'UNSAFE_ARCHIVE',
    says: /holds a named pipe at/,
  },
  {
    name: 'T02 a file with the setuid bit',
    archive: () => tarball({ name: 'skill/run', mode: '0004755' }),
    code: 'UNSAFE_ARCHIVE',
    says: /special mode bits/,
  },
  {
    name: 'T01 an absolute path',
    archive: () => tarball({ name: '/etc/cron.d/evil' }),
    code: 'UNSAFE_ARCHIVE',
    says: /not below `skill\/`/,
  },
  {
    name: 'T01 a path beside the skill',
    archive: () => tarball({ name: 'skillet/SKILL.md' }),
    code: 'UNSAFE_ARCHIVE',
    says: /not below `skill\/`/,
  },
  {
    name: 'T13 a second gzip member',
    archive: () => Buffer.concat([tarball(), gzipSync('more')]),
    code: 'UNSAFE_ARCHIVE',
    says: /goes on after its end/,
  },
  {
    name: 'T13 a file hidden behind the end of the tar',
    archive: () =>
      gzipSync(
        Buffer.concat([
          tarEntry({ name: 'skill/SKILL.md', content: 'x' }),
          TAR_END,
          tarEntry({ name: 'skill/hidden', content: 'y' }),
          TAR_END,
        ]),
      ),
    code: 'UNSAFE_ARCHIVE',
    says: /goes on after its end/,
  },
  {
    name: 'T05 an archive that unpacks to 200 MiB',
    archive: () => gzipSync(new Uint8Array(200 * MiB), { level: 1 }),
    code: 'LIMIT_EXCEEDED',
    says: /unpacks to more than/,
  },
  {
    name: 'T13 a tar that ends in the middle',
    archive: () => gzipSync(tarEntry({ name: 'skill/SKILL.md', content: 'x' })),
    code: 'NETWORK_TRUNCATED',
    says: /ends too early/,
  },
  {
    name: 'an archive without `SKILL.md`',
    archive: () =>
      gzipSync(Buffer.concat([tarEntry({ name: 'skill/README.md', content: 'x' }), TAR_END])),
    code: 'NOT_A_SKILL',
    says: /holds no `SKILL\.md`/,
  },
];

describe('a hostile archive is refused, and nothing is changed', () => {
  test.each(ARCHIVES.map((archive, index) => ({ ...archive, id: `archive-${index}` })))(
    '$name',
    async ({ archive, code, says, id }) => {
      const offer = refusals.offerArchive(id, archive());

      const add = await refusals.add(offer);
      const ci = await refusals.ci(offer, 'ci', '--json');

      expect(add.stderr).toMatch(ONE_LINE_AND_HINT);
      expect(add.stderr).toMatch(says);
      expect(add).toMatchObject({ exit: catalog[code], stdout: '', changed: [] });
      expect(ci.json()).toMatchObject({ ok: false, error: { code } });
      expect(ci).toMatchObject({ exit: catalog[code], changed: [] });
    },
  );
});

interface OddFolder {
  readonly name: string;
  readonly fill: (folder: string) => void;
  readonly code: ErrorCode;
  readonly says: RegExp;
}

const goodSkill = (folder: string): void =>
  writeFileSync(join(folder, 'SKILL.md'), bytesOf(skillFile('odd')));

const FOLDERS: readonly OddFolder[] = [
  {
    name: 'T02 a named pipe beside `SKILL.md`',
    fill: (folder) => {
      goodSkill(folder);
      execFileSync('mkfifo', [join(folder, 'pipe')]);
    },
    code: 'UNSAFE_PATH',
    says: /`pipe` is neither a file nor a directory/,
  },
  {
    name: 'T02 a named pipe as `SKILL.md`',
    fill: (folder) => execFileSync('mkfifo', [join(folder, 'SKILL.md')]),
    code: 'UNSAFE_PATH',
    says: /`SKILL\.md` is neither a file nor a directory/,
  },
  {
    name: 'T02 `SKILL.md` as a link to a device',
    fill: (folder) => symlinkSync('/dev/zero', join(folder, 'SKILL.md')),
    code: 'UNSAFE_LINK',
    says: /`SKILL\.md` is a link to `\/dev\/zero`/,
  },
  {
    name: 'T05 a `SKILL.md` of 3 GiB',
    fill: (folder) => {
      goodSkill(folder);
      truncateSync(join(folder, 'SKILL.md'), 3 * 1024 * MiB);
    },
    code: 'LIMIT_EXCEEDED',
    says: /SKILL\.md` has 3221225472 bytes; the limit is 2097152/,
  },
  {
    name: '`SKILL.md` as a directory',
    fill: (folder) => mkdirSync(join(folder, 'SKILL.md')),
    code: 'NOT_A_SKILL',
    says: /SKILL\.md/,
  },
];

describe('a folder with what is no skill file is refused, and nothing is changed', () => {
  test.each(FOLDERS.map((folder, index) => ({ ...folder, id: `odd-${index}` })))(
    '$name',
    async ({ fill, code, says, id }) => {
      const offer = await refusals.offer('path', id, []);
      const folder = join(dirname(refusals.project.path), id);
      mkdirSync(folder);
      fill(folder);

      const add = await refusals.add(offer);
      const ci = await refusals.ci(offer);

      expect(add.stderr).toMatch(ONE_LINE_AND_HINT);
      expect(add.stderr).toMatch(says);
      expect(add).toMatchObject({ exit: catalog[code], stdout: '', changed: [] });
      expect(ci.stderr).toMatch(ONE_LINE_AND_HINT);
      expect(ci).toMatchObject({ changed: [] });
      expect([1, 5]).toContain(ci.exit);
    },
  );
});

test('links inside a skill become the file they lead to, the same from every source', async () => {
  const entries = [
    skillFile('linked'),
    { path: 'docs/real.md', content: 'real\n' },
    { path: 'alias.md', mode: '120000', content: 'docs/real.md' },
    { path: 'docs/again.md', mode: '120000', content: '../alias.md' },
  ] as const;
  const trees = [];
  for (const kind of ['git', 'path'] as const) {
    const { run, project } = await refusals.addAfresh(
      await refusals.offer(kind, `linked-${kind}`, entries),
    );
    expect(run).toMatchObject({ exit: 0, stderr: '' });
    trees.push(project.tree(`.claude/skills/linked-${kind}`));
  }

  expect(trees[0]).toMatchObject({ 'alias.md': 'real\n', 'docs/again.md': 'real\n' });
  expect(trees[1]).toEqual(trees[0]);
});

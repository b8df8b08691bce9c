import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { PaksError } from '../../../src/errors/PaksError.ts';
import { ingest } from '../../../src/fetchers/ingest.ts';
import { PathFetcher } from '../../../src/fetchers/PathFetcher.ts';
import { readArchive } from '../../../src/io/archive.ts';
import { systemClock } from '../../../src/io/clock.ts';
import { nodeFileSystem as fs } from '../../../src/io/FileSystem.ts';
import type { Integrity } from '../../../src/model/Integrity.ts';
import { LOCAL_VERSION, type Locator } from '../../../src/model/Locator.ts';
import { SKILL_LIMITS } from '../../../src/model/limits.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import type { SkillFile, SkillTree } from '../../../src/model/SkillTree.ts';
import { ContentStore } from '../../../src/store/ContentStore.ts';
import {
  collectFiles,
  integrityOfSkill,
  sampleSkill,
  skillFile,
  treeOf,
} from '../../helpers/skillFiles.ts';
import { chunked, tarball } from '../../helpers/tarball.ts';
import { temporaryFolders, writeFiles } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();
let root: string;
let store: ContentStore;

beforeEach(() => {
  root = join(temporaryFolder(), 'store');
  store = new ContentStore(root, { fs, clock: systemClock });
});

const skill = sampleSkill();
const integrity = integrityOfSkill(skill);

function locator(locked: Integrity | null = null, path = '.'): Locator {
  const id = parseSkillId('acme/sample');
  return { id, version: LOCAL_VERSION, pin: { kind: 'path', path }, integrity: locked };
}

function take(tree: SkillTree, locked: Integrity | null = null): Promise<Integrity> {
  return ingest({ locator: locator(locked), tree }, { store, inspect: () => undefined });
}

async function refusal(tree: SkillTree, locked: Integrity | null = null): Promise<unknown> {
  const error: unknown = await take(tree, locked).catch((thrown: unknown) => thrown);
  expect(existsSync(root)).toBe(false);
  return error;
}

describe('ingesting a skill', () => {
  test('stores it under its hash', async () => {
    expect(await take(treeOf(skill), integrity)).toBe(integrity);
    expect(await collectFiles(store.read(integrity))).toHaveLength(skill.length);
  });

  test('shows its files to the inspection, which may refuse them', async () => {
    const seen: string[] = [];
    const inspected = ingest(
      { locator: locator(), tree: treeOf(skill) },
      {
        store,
        inspect: async (files, hash) => {
          seen.push(...files.map((file) => file.path), hash);
          throw new PaksError('HIDDEN_CONTENT', { message: 'no' });
        },
      },
    );
    await expect(inspected).rejects.toMatchObject({ code: 'HIDDEN_CONTENT' });
    expect(seen).toEqual([...skill.map((file) => file.path), integrity]);
    expect(existsSync(root)).toBe(false);
  });

  test('T17 refuses other bytes than were locked, before they are inspected', async () => {
    const other = sampleSkill('other');
    expect(await refusal(treeOf(other), integrity)).toMatchObject({
      code: 'INTEGRITY_MISMATCH',
      message: expect.stringContaining('acme/sample@0.0.0-local'),
      data: { expected: integrity, actual: integrityOfSkill(other) },
    });
  });

  test('refuses what has no SKILL.md at its root', async () => {
    const nested = [skillFile('skills/a/SKILL.md', '')];
    expect(await refusal(treeOf(nested))).toMatchObject({ code: 'NOT_A_SKILL' });
  });

  test.each<[string, readonly SkillFile[], string]>([
    ['T01 climbing out', [skillFile('../x', '')], 'UNSAFE_PATH'],
    ['T03 twins', [skillFile('a.md', ''), skillFile('A.md', '')], 'UNSAFE_PATH'],
    ['T03 a misspelt SKILL.md', [skillFile('Skill.md', '')], 'UNSAFE_PATH'],
    ['T06 a git directory', [skillFile('.git/config', '')], 'UNSAFE_PATH'],
    [
      'T05 a file over the limit',
      [skillFile('a', 'x'.repeat(SKILL_LIMITS.fileBytes + 1))],
      'LIMIT_EXCEEDED',
    ],
  ])('refuses %s and names the skill', async (_, files, code) => {
    const error = await refusal(treeOf([skillFile('SKILL.md', ''), ...files]));
    expect(error).toMatchObject({
      code,
      message: expect.stringContaining('`acme/sample@0.0.0-local`:'),
    });
  });

  test('T05 stops reading at the limit', async () => {
    let yielded = 0;
    async function* endless(): SkillTree {
      for (;;) yield skillFile(`f${yielded++}`, '');
    }
    expect(await refusal(endless())).toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(yielded).toBe(SKILL_LIMITS.files + 1);
  });

  test('T13 names the skill whose archive is hostile', async () => {
    const archive = tarball({ name: 'skill/link', type: '2', link: '/etc' });
    expect(await refusal(readArchive(chunked(archive)))).toMatchObject({
      code: 'UNSAFE_ARCHIVE',
      message: expect.stringContaining(
        '`acme/sample@0.0.0-local`: the archive holds a symbolic link',
      ),
    });
  });

  test('passes on a failure that already says whose it is', async () => {
    const own = new PaksError('UNSAFE_LINK', { message: 'mine', data: { id: 'x' } });
    async function* failing(): SkillTree {
      yield skillFile('SKILL.md', '');
      throw own;
    }
    expect(await refusal(failing())).toBe(own);
  });
});

describe('a folder of the project', () => {
  async function fetchFolder(project: string, path: string): Promise<Integrity[]> {
    const stored: Integrity[] = [];
    await new PathFetcher(fs, project).fetch([locator(null, path)], async (opened) => {
      stored.push(await ingest(opened, { store, inspect: () => undefined }));
    });
    return stored;
  }

  test('is stored as it lies there, without its .git', async () => {
    const project = temporaryFolder();
    writeFiles(project, { 'skills/a/SKILL.md': 'x', 'skills/a/.git/config': 'y' });
    const [stored] = await fetchFolder(project, './skills/a');
    expect(stored).toBe(integrityOfSkill([skillFile('SKILL.md', 'x')]));
    expect(await store.has(stored as Integrity)).toBe(true);
  });

  test('has the same hash as a tree from elsewhere with the same files', async () => {
    const project = temporaryFolder();
    const files = sampleSkill().map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]);
    writeFiles(project, Object.fromEntries(files));
    fs.changeMode(join(project, 'scripts/run.sh'), 0o755);
    expect(await fetchFolder(project, '.')).toEqual([integrity]);
  });

  test('T02 is refused when a link in it leaves it, and the skill is named', async () => {
    const project = temporaryFolder();
    writeFiles(project, { 'SKILL.md': 'x' });
    symlinkSync('/etc/passwd', join(project, 'link'));
    await expect(fetchFolder(project, '.')).rejects.toMatchObject({
      code: 'UNSAFE_LINK',
      message: expect.stringContaining('acme/sample'),
    });
  });

  test('that is missing is an error that names path and skill', async () => {
    await expect(fetchFolder(temporaryFolder(), './gone')).rejects.toMatchObject({
      code: 'NOT_A_SKILL',
      message: '`acme/sample`: `./gone` is not a folder',
    });
  });

  test('is not read after the run was aborted', async () => {
    const aborted = new PathFetcher(fs, root).fetch(
      [locator()],
      async () => undefined,
      AbortSignal.abort(),
    );
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
  });
});

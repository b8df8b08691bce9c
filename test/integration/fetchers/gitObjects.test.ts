import { describe, expect, test } from '@jest/globals';
import { GitFetcher } from '../../../src/fetchers/GitFetcher.ts';
import { GitObjects } from '../../../src/fetchers/GitObjects.ts';
import { TreeCache } from '../../../src/fetchers/TreeCache.ts';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import type { CommitId, Locator } from '../../../src/model/Locator.ts';
import type { Version } from '../../../src/model/Range.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import { blobId, memoryGit, type MemoryFile } from '../../helpers/memoryGit.ts';
import { collectFiles } from '../../helpers/skillFiles.ts';
import { temporaryFolders } from '../../helpers/temporaryFolder.ts';

const URL = 'https://example.com/acme/skills.git';
const folder = temporaryFolders();

function start(directory = folder()) {
  const git = memoryGit();
  const objects = new GitObjects(git, new TreeCache(nodeFileSystem, directory));
  const asked = (kind: string) => git.asked.filter((line) => line.startsWith(kind));
  return { git, objects, asked, fetcher: new GitFetcher(objects) };
}

function locator(name: string, commit: CommitId): Locator {
  const pin = {
    kind: 'git',
    url: URL,
    path: name,
    reference: { kind: 'default' },
    commit,
  } as const;
  return { id: parseSkillId(name), version: '1.0.0' as Version, integrity: null, pin };
}

function hundredSkills(): Record<string, MemoryFile> {
  const files: Record<string, MemoryFile> = {};
  for (let index = 0; index < 100; index++) {
    files[`skill-${index}/SKILL.md`] = `skill ${index}`;
    files[`skill-${index}/LICENSE`] = 'the same everywhere';
  }
  return files;
}

describe('GitObjects', () => {
  test('references listed together answer every question about a part of them', async () => {
    const { git, objects, asked } = start();
    git.commit({ 'SKILL.md': 'a' }, 'HEAD', 'refs/heads/main', 'refs/tags/v1.0.0');

    objects.listTogether(URL, ['refs/tags/', 'refs/heads/main']);
    const tags = await objects.references(URL, 'refs/tags/');
    const branch = await objects.references(URL, 'refs/heads/main');
    const head = await objects.references(URL, 'HEAD');

    expect([tags, branch, head].map((found) => found.map(({ name }) => name))).toEqual([
      ['refs/tags/v1.0.0'],
      ['refs/heads/main'],
      ['HEAD'],
    ]);
    expect(asked('references')).toEqual([
      'references refs/tags/ refs/heads/main',
      'references HEAD',
    ]);
  });

  test('a hundred skills of one commit cost one tree and one request for blobs', async () => {
    const { git, asked, fetcher } = start();
    const commit = git.commit(hundredSkills());
    const locators = Array.from({ length: 100 }, (_, index) => locator(`skill-${index}`, commit));
    const read = new Map<string, string>();

    await fetcher.fetch(locators, async ({ locator: { id }, tree }) => {
      const files = await collectFiles(tree);
      read.set(id, files.map(({ bytes }) => Buffer.from(bytes).toString()).join(', '));
    });

    expect(read.get('skill-42')).toBe('skill 42, the same everywhere');
    expect(read.size).toBe(100);
    expect(asked('tree')).toHaveLength(1);
    expect(asked('blobs')).toEqual(['blobs 101']);
  });

  test('commits are asked for apart, each in one request', async () => {
    const { git, objects, asked } = start();
    const first = git.commit({ 'a.md': 'a', 'b.md': 'b' });
    const second = git.commit({ 'c.md': 'c' });

    await Promise.all([
      objects.blob(URL, first, blobId('a')),
      objects.blob(URL, first, blobId('b')),
      objects.blob(URL, second, blobId('c')),
    ]);

    expect(asked('blobs')).toEqual(['blobs 2', 'blobs 1']);
  });

  test('a blob is kept until it is released', async () => {
    const { git, objects, asked } = start();
    const commit = git.commit({ 'a.md': 'a' });
    const id = blobId('a');

    await objects.blob(URL, commit, id);
    await objects.blob(URL, commit, id);
    expect(asked('blobs')).toHaveLength(1);

    objects.release([id]);
    await objects.blob(URL, commit, id);
    expect(asked('blobs')).toHaveLength(2);
  });

  test('a failed request fails all who waited for it, and the next one asks again', async () => {
    const { git, objects } = start();
    const commit = git.commit({ 'a.md': 'a', 'b.md': 'b' });
    const broken = new Error('cut');
    git.failBlobs(broken);

    const results = await Promise.allSettled([
      objects.blob(URL, commit, blobId('a')),
      objects.blob(URL, commit, blobId('b')),
    ]);

    expect(results).toEqual([
      { status: 'rejected', reason: broken },
      { status: 'rejected', reason: broken },
    ]);
    expect(Buffer.from(await objects.blob(URL, commit, blobId('a'))).toString()).toBe('a');
  });

  test('an object that the remote leaves out is named', async () => {
    const { git, objects } = start();
    const commit = git.commit({ 'a.md': 'a', 'b.md': 'b' });
    git.lose('b');

    const [kept, lost] = await Promise.allSettled([
      objects.blob(URL, commit, blobId('a')),
      objects.blob(URL, commit, blobId('b')),
    ]);

    expect(kept.status).toBe('fulfilled');
    expect(lost).toMatchObject({
      reason: { code: 'GIT_PROTOCOL', message: expect.stringContaining(blobId('b')) },
    });
  });

  test('a tree is read from disk by the next run, exactly as it was', async () => {
    const directory = folder();
    const before = start(directory);
    const commit = before.git.commit({ 'a\nb.md': 'a', 'run.sh': { mode: '100755', text: 'b' } });
    const tree = await before.objects.tree(URL, commit);
    const after = start(directory);

    expect(await after.objects.tree(URL, commit)).toEqual(tree);
    expect(after.git.asked).toEqual([]);
  });

  test('once something failed, no skill is handed over any more', async () => {
    const { git, fetcher } = start();
    const commit = git.commit(hundredSkills());
    const ending = new AbortController();
    const handed: string[] = [];

    const fetching = fetcher.fetch(
      [locator('skill-1', commit), locator('skill-2', commit)],
      async ({ locator: { id } }) => {
        handed.push(id);
        ending.abort();
      },
      ending.signal,
    );

    await expect(fetching).rejects.toMatchObject({ name: 'AbortError' });
    expect(handed).toEqual(['skill-1']);
  });
});

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createGit } from '../../../src/git/createGit.ts';
import type { GitClient } from '../../../src/git/GitClient.ts';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import type { CommitId } from '../../../src/model/Locator.ts';
import { gitEnvironment, quickHttp, readBlobs } from '../../helpers/gitClients.ts';
import { makeGitRepository, type TestFile } from '../../helpers/gitRepository.ts';
import { type GitHost, startGitHost } from '../../helpers/startGitHost.ts';

const SKILLS = 100;
const MEGABYTE = 1024 * 1024;

let folder: string;
let host: GitHost;
let commit: CommitId;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paks-budget-'));
  const repository = await makeGitRepository(folder, 'large');
  const files: Record<string, TestFile> = {};
  for (let index = 0; index < SKILLS; index++) {
    files[`skills/s${index}/SKILL.md`] = `---\nname: s${index}\n---\n${'text '.repeat(200)}`;
  }
  const noise = randomBytes(10 * MEGABYTE);
  for (let index = 0; index < 20; index++) {
    files[`videos/${index}.bin`] = Buffer.concat([randomBytes(16), noise]);
  }
  commit = (await repository.commit(files, { tags: ['v1.0.0'] })) as CommitId;
  host = await startGitHost({ root: folder });
}, 60_000);

beforeEach(() => {
  host.requests.length = 0;
});

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A client of a fresh process on a machine where no git is installed. */
function freshGit(): GitClient {
  const { variables, ...rest } = gitEnvironment(folder);
  return createGit({
    http: quickHttp(),
    environment: { ...rest, variables: { ...variables, PATH: join(folder, 'no-programs') } },
    fs: nodeFileSystem,
    temporaryDirectory: join(folder, 'temporary'),
  });
}

const remote = (): string => `${host.url}/large.git`;
const moved = (): number =>
  host.requests.reduce((sum, { bytesIn, bytesOut }) => sum + bytesIn + bytesOut, 0);

describe('one repository with 200 MB of other files', () => {
  test('one skill moves under 100 kB in three requests, without git installed', async () => {
    const git = freshGit();
    const [tag] = await git.references(remote(), ['refs/tags/']);
    expect(tag?.commit).toBe(commit);
    const { entries } = await git.tree(remote(), commit);
    const wanted = entries.filter(({ path }) => path.startsWith('skills/s7/'));
    const blobs = await readBlobs(git, remote(), { commit, ids: wanted.map(({ id }) => id) });
    expect([...blobs.values()].map(String)).toEqual([expect.stringContaining('name: s7')]);
    expect(host.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /large.git/git-upload-pack',
      'POST /large.git/git-upload-pack',
      'POST /large.git/git-upload-pack',
    ]);
    expect(moved()).toBeLessThan(100_000);
  });

  test('a hundred skills of a known commit take one request for trees and one for blobs', async () => {
    const git = freshGit();
    const { entries } = await git.tree(remote(), commit);
    const wanted = entries.filter(({ path }) => path.startsWith('skills/'));
    const ids = wanted.map(({ id }) => id);
    expect((await readBlobs(git, remote(), { commit, ids })).size).toBe(SKILLS);
    expect(host.requests).toHaveLength(2);
    expect(moved()).toBeLessThan(100_000);
  });

  test('a list of references is asked for once in a process', async () => {
    const git = freshGit();
    const ask = async () => await git.references(remote(), ['refs/tags/']);
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(await ask()).toBe(first);
    expect(second).toBe(first);
    expect(host.requests).toHaveLength(1);
  });
});

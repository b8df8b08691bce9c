import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { makeGitRepository, runGit, type TestRepository } from '../../helpers/gitRepository.ts';
import { type GitHost, startGitHost } from '../../helpers/startGitHost.ts';

let root: string;
let host: GitHost;
let repository: TestRepository;
let commit: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'paks-host-'));
  repository = await makeGitRepository(root, 'acme/skills');
  commit = await repository.commit(
    {
      'pdf/SKILL.md': '---\nname: pdf\n---\n',
      'pdf/run.sh': { mode: '100755', content: '#!/bin/sh\n' },
    },
    { tags: ['v1.0.0'], annotatedTags: ['v1.0.1'] },
  );
  host = await startGitHost({ root });
});

beforeEach(() => {
  host.configure({});
  host.requests.length = 0;
});

afterAll(async () => {
  await host.close();
  await rm(root, { recursive: true, force: true });
});

const remote = (): string => `${host.url}/acme/skills.git`;

describe('the git host of the tests', () => {
  test('serves branches and both kinds of tags to the git program', async () => {
    const listing = (await runGit(['ls-remote', remote()])).toString();
    expect(listing).toContain(`${commit}\trefs/heads/main`);
    expect(listing).toContain(`${commit}\trefs/tags/v1.0.0`);
    expect(listing).toContain(`${commit}\trefs/tags/v1.0.1^{}`);
    expect(host.requests.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
      'GET /acme/skills.git/info/refs 200',
      'POST /acme/skills.git/git-upload-pack 200',
    ]);
    expect(host.requests[1]?.bytesIn).toBeGreaterThan(0);
    expect(host.requests[1]?.bytesOut).toBeGreaterThan(0);
  });

  test('takes pushes', async () => {
    await repository.git(['push', '-q', remote(), 'main:refs/heads/copy']);
    expect((await repository.git(['rev-parse', 'refs/heads/copy'])).toString().trim()).toBe(commit);
  });

  test('asks for the credentials it was given', async () => {
    host.configure({ credentials: { username: 'ada', password: 'secret' } });
    await expect(runGit(['-c', 'core.askPass=true', 'ls-remote', remote()])).rejects.toThrow();
    const authorized = remote().replace('://', '://ada:secret@');
    expect((await runGit(['ls-remote', authorized])).toString()).toContain(commit);
  });

  test('can be an old server, one without partial fetches, and one that cuts its answers', async () => {
    host.configure({ protocolV2: false });
    expect((await runGit(['ls-remote', remote()])).toString()).toContain(commit);
    expect(host.requests.map(({ method }) => method)).toEqual(['GET']);
    host.configure({ cutAfter: 100 });
    await expect(runGit(['ls-remote', remote()])).rejects.toThrow();
  });
});

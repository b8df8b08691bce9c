import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import type { GitHostBehaviour } from '../../helpers/startGitHost.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';
import { type ExpectedFailure, expectFailure } from './expectFailure.ts';
import { sleeplessClock } from './sleeplessClock.ts';

const START = '[project]\nagents = ["claude-code"]\n\n[skills]\nkeep = { path = "./keep" }\n';
const FILES = { 'keep/SKILL.md': skillText('keep') };
const CLOSED = 'http://127.0.0.1:9';

let world: TestWorld;
let goodLock: string;
let goodManifest: string;

beforeAll(async () => {
  world = await startWorld();
  await (await world.repository('empty')).git(['config', 'x.y', 'z']);
  await (await world.repository('bare-of-skills')).commit({ 'README.md': 'nothing here\n' });
  const repository = await world.repository('pdf');
  await repository.commit({ 'SKILL.md': skillText('pdf') }, { tags: ['v1.0.0'] });
  const project = await startProject();
  expect(await project.run('add', `${world.git.url}/pdf.git`)).toMatchObject({ exit: 0 });
  goodLock = project.read('paks.lock');
  goodManifest = project.read('paks.toml');
});

afterEach(() => world.git.configure({}));

afterAll(() => world.close());

async function startProject(): Promise<TemporaryProject> {
  const project = world.project({ manifest: START, files: FILES, clock: sleeplessClock() });
  await project.run('install');
  return project;
}

/** A teammate with the lock and nothing else; `from` and `to` change addresses in both files. */
function lockedProject(from = '', to = ''): TemporaryProject {
  return world.project({
    manifest: goodManifest.replaceAll(from, to),
    files: { ...FILES, 'paks.lock': goodLock.replaceAll(from, to) },
    clock: sleeplessClock(),
  });
}

interface Absence extends ExpectedFailure {
  readonly name: string;
  readonly source: string;
  readonly flags?: readonly string[];
}

const ABSENT: readonly Absence[] = [
  {
    name: 'no such repository',
    source: 'nowhere.git',
    code: 'REPOSITORY_UNREACHABLE',
    says: /nowhere\.git` /,
  },
  {
    name: 'R01 an empty repository',
    source: 'empty.git',
    code: 'REF_NOT_FOUND',
    says: /empty\.git` .*(?:empty|no )/,
  },
  {
    name: 'a repository without skills',
    source: 'bare-of-skills.git',
    code: 'NOT_A_SKILL',
    says: /bare-of-skills\.git` /,
  },
  {
    name: 'no such branch',
    source: 'pdf.git',
    flags: ['--branch', 'develop'],
    code: 'REF_NOT_FOUND',
    says: /no branch `develop`/,
  },
  {
    name: 'no such tag',
    source: 'pdf.git',
    flags: ['--tag', 'v9'],
    code: 'REF_NOT_FOUND',
    says: /no tag `v9`/,
  },
  {
    name: 'no such commit',
    source: 'pdf.git',
    flags: ['--commit', 'f'.repeat(40)],
    code: 'REF_NOT_FOUND',
    says: /f{7}/,
  },
  {
    name: 'no such path',
    source: 'pdf.git',
    flags: ['--path', 'skills/pdf'],
    code: 'NOT_A_SKILL',
    says: /skills\/pdf/,
  },
  {
    name: 'no version in the range',
    source: 'pdf.git',
    flags: ['--version', '^9'],
    code: 'NO_SOLUTION',
    says: /\^9/,
  },
];

describe('what is not there is named, and nothing is changed', () => {
  test.each(ABSENT)('$name', async ({ source, flags = [], ...expected }) => {
    const project = await startProject();
    await expectFailure(project, expected, 'add', `${world.git.url}/${source}`, ...flags);
  });

  test('a locked commit that is gone', async () => {
    const commit = /commit = "(\w+)"/.exec(goodLock)?.[1] ?? '';
    const project = lockedProject(commit, 'e'.repeat(40));
    await expectFailure(project, { code: 'REF_NOT_FOUND', says: /e{7}/ }, 'ci');
  });
});

interface Trouble extends ExpectedFailure {
  readonly name: string;
  readonly host: GitHostBehaviour;
}

const answering = (status: number, type: string, body: string): GitHostBehaviour => ({
  intercept: (_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
    return true;
  },
});

const TROUBLES: readonly Trouble[] = [
  {
    name: 'a repository that needs credentials',
    host: { credentials: { username: 'me', password: 'hunter2' } },
    code: 'AUTH_REQUIRED',
    says: /pdf\.git/,
  },
  {
    name: '403',
    host: answering(403, 'text/plain', 'no'),
    code: 'FORBIDDEN',
    says: /pdf\.git/,
  },
  {
    name: '500 for good',
    host: answering(500, 'text/plain', 'oh'),
    code: 'HTTP_STATUS',
    says: /500/,
  },
  {
    name: 'R02 a page to sign in',
    host: answering(200, 'text/html', '<html>Sign in</html>'),
    code: 'REPOSITORY_UNREACHABLE',
    says: /pdf\.git/,
  },
  {
    name: 'R01 an answer that ends in the middle',
    host: { cutAfter: 60 },
    code: 'NETWORK_TRUNCATED',
    says: /ended/,
  },
];

describe('R05 a git host that fails', () => {
  test.each(TROUBLES)('$name', async ({ host, ...expected }) => {
    const source = `${world.git.url}/pdf.git`;
    world.git.configure(host);
    await expectFailure(await startProject(), expected, 'add', source);
    await expectFailure(lockedProject(), expected, 'ci');
  });

  test('because nobody listens', async () => {
    const expected = {
      code: 'NETWORK_UNREACHABLE',
      says: /`127\.0\.0\.1:9` refuses connections or cannot be reached\nhint: /,
    } as const;
    await expectFailure(await startProject(), expected, 'add', `${CLOSED}/pdf.git`);
    await expectFailure(lockedProject(world.git.url, CLOSED), expected, 'ci');
  });

  test('because Paks is offline', async () => {
    const expected = { code: 'OFFLINE', says: /offline/ } as const;
    const source = `${world.git.url}/pdf.git`;
    await expectFailure(await startProject(), expected, 'add', source, '--offline');
    await expectFailure(lockedProject(), expected, 'ci', '--offline');
  });

  test('T17 and then serves other bytes under the locked commit', async () => {
    const project = lockedProject();
    const other = goodLock.replace(/"sha256-.{10}/, '"sha256-AAAAAAAAAA');
    project.write('paks.lock', other);
    await expectFailure(
      project,
      { code: 'INTEGRITY_MISMATCH', says: /has the content `sha256-/ },
      'ci',
    );
  });
});

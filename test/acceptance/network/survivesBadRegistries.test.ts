import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { ErrorCode } from '../../../src/errors/catalog.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import type { Fault } from '../../helpers/proxyFaults.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';
import { expectFailure, FAILURE_SHAPE } from './expectFailure.ts';
import { sleeplessClock } from './sleeplessClock.ts';

const START = '[project]\nagents = ["claude-code"]\n\n[skills]\nkeep = { path = "./keep" }\n';
const FILES = { 'keep/SKILL.md': skillText('keep') };

let world: TestWorld;
/** What a project is after all went well. */
let good: Readonly<Record<string, string>>;
let goodLock: string;

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'deploy', version: '1.0.0' });
  await world.publish({ account: 'acme', name: 'other', version: '1.0.0' });
  const project = await startProject();
  expect(await project.run('add', 'acme/deploy')).toMatchObject({ exit: 0, stderr: '' });
  good = project.tree();
  goodLock = project.read('paks.lock');
});

afterEach(() => {
  world.proxy.faults.length = 0;
});

afterAll(() => world.close());

async function startProject(options: { readonly registry?: string } = {}) {
  const clock = sleeplessClock();
  const project = world.project({ manifest: START, files: FILES, clock, ...options });
  await project.run('install');
  return Object.assign(project, { slept: clock.slept });
}

/** A teammate with the lock and nothing else. */
function lockedProject(registry?: string): TemporaryProject {
  return world.project({
    manifest: `${START}"acme/deploy" = "^1.0.0"\n`,
    files: { ...FILES, 'paks.lock': goodLock },
    clock: sleeplessClock(),
    ...(registry !== undefined && { registry }),
  });
}

interface Trouble {
  readonly name: string;
  /** Aimed at the list of versions, then at the archive, unless it says where. */
  readonly fault: Fault;
  readonly code: ErrorCode;
  readonly says: RegExp;
}

const status = (code: number, more: object = {}): Fault => ({
  kind: 'status',
  status: code,
  ...more,
});
const html = { headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };

const EVERYWHERE: readonly Trouble[] = [
  { name: '401', fault: status(401), code: 'AUTH_REQUIRED', says: /needs a token\nhint: .*login/ },
  { name: '403', fault: status(403), code: 'FORBIDDEN', says: /does not allow access to `acme\// },
  { name: '500 for good', fault: status(500), code: 'HTTP_STATUS', says: /HTTP status 500/ },
  { name: '503 for good', fault: status(503), code: 'HTTP_STATUS', says: /HTTP status 503/ },
  { name: '418', fault: status(418), code: 'HTTP_STATUS', says: /HTTP status 418/ },
  { name: '429 for good', fault: status(429), code: 'RATE_LIMITED', says: /no more requests/ },
  {
    name: '429 for an hour',
    fault: status(429, { headers: { 'retry-after': '3600' } }),
    code: 'RATE_LIMITED',
    says: /no more requests until \d{4}-/,
  },
  {
    name: 'a page to sign in',
    fault: status(200, html),
    code: 'REGISTRY_ANSWER_INVALID',
    says: /sign-in page/,
  },
  {
    name: 'an empty answer',
    fault: status(200),
    code: 'REGISTRY_ANSWER_INVALID',
    says: /did not answer as a registry does|no gzip archive/,
  },
  {
    name: 'a connection that is cut',
    fault: { kind: 'reset' },
    code: 'NETWORK_UNREACHABLE',
    says: /closed the connection before it answered \(4 attempts\)/,
  },
  {
    name: 'an answer that ends in the middle',
    fault: { kind: 'truncate', afterBytes: 100 },
    code: 'NETWORK_TRUNCATED',
    says: /ended before all of it was there \(4 attempts\)/,
  },
  {
    name: 'a redirect to plain http elsewhere',
    fault: { kind: 'redirect', location: 'http://evil.example.test/x' },
    code: 'REDIRECT_REFUSED',
    says: /evil\.example\.test/,
  },
  {
    name: 'a redirect to a file',
    fault: { kind: 'redirect', location: 'file:///etc/passwd' },
    code: 'REDIRECT_REFUSED',
    says: /file:/,
  },
];

const VERSIONS = /\/versions$/;
const ARCHIVE = /\/archive$/;

describe('R05 a registry that fails at the list of versions', () => {
  test.each(EVERYWHERE)('$name', async ({ fault, code, says }) => {
    world.proxy.faults.push({ ...fault, path: VERSIONS });
    await expectFailure(await startProject(), { code, says }, 'add', 'acme/deploy');
  });
});

describe('R02 R05 a registry that fails at the archive', () => {
  test.each(EVERYWHERE)('$name', async ({ fault, code, says }) => {
    world.proxy.faults.push({ ...fault, path: ARCHIVE });
    await expectFailure(lockedProject(), { code, says }, 'ci');
    await expectFailure(await startProject(), { code, says }, 'add', 'acme/deploy');
  });

  test.each([0, 1, 20, 100, -9, -5, -1])('T13 byte %d of it is another', async (place) => {
    const size = await archiveSize();
    const atByte = place < 0 ? size + place : place;
    world.proxy.faults.push({ kind: 'corrupt', atByte, path: ARCHIVE });
    const project = lockedProject();
    const before = project.tree();

    const run = await project.run('ci');

    expect(run.stderr).toMatch(FAILURE_SHAPE);
    expect([5, 6]).toContain(run.exit);
    expect(project.tree()).toEqual(before);
  });

  test('T13 it is the archive of another skill', async () => {
    const answer = await fetch(
      `${world.registry.url}/api/skills/acme/other/versions/1.0.0/archive`,
    );
    const body = new Uint8Array(await answer.arrayBuffer());
    world.proxy.faults.push({ kind: 'status', status: 200, body, path: ARCHIVE });
    const wanted = {
      code: 'INTEGRITY_MISMATCH',
      says: /has the content `sha256-.*is locked/,
    } as const;
    await expectFailure(lockedProject(), wanted, 'ci');
    await expectFailure(lockedProject(), wanted, 'install');
    await expectFailure(await startProject(), wanted, 'add', 'acme/deploy');
  });

  test('it has none: git at the commit gives the same bytes', async () => {
    world.proxy.faults.push({ kind: 'status', status: 404, path: ARCHIVE });
    world.git.requests.length = 0;
    const locked = lockedProject();
    expect(await locked.run('ci')).toMatchObject({ exit: 0, stderr: '' });
    for (const [path, text] of Object.entries(locked.tree('.claude'))) {
      expect([path, text]).toEqual([path, good[`.claude/${path}`]]);
    }

    const fresh = await startProject();
    expect(await fresh.run('add', 'acme/deploy')).toMatchObject({ exit: 0, stderr: '' });
    expect(fresh.read('paks.lock')).toBe(goodLock);
    expect(fresh.tree('.claude')).toEqual(locked.tree('.claude'));
    expect(world.git.requests.length).toBeGreaterThan(0);
  });
});

test('a passing failure is tried again, and only the wait is noticed', async () => {
  world.proxy.faults.push(status(503, { times: 2, path: VERSIONS }), {
    kind: 'truncate',
    afterBytes: 10,
    times: 1,
    path: ARCHIVE,
  });
  const project = await startProject();

  expect(await project.run('add', 'acme/deploy')).toMatchObject({ exit: 0 });

  expect(project.tree()).toEqual(good);
  expect(project.slept).toHaveLength(3);
});

test('a persistent failure is asked four times and no more', async () => {
  world.proxy.faults.push({ ...status(500), path: VERSIONS });
  const project = await startProject();
  world.proxy.requests.length = 0;

  await project.run('add', 'acme/deploy');

  expect(world.proxy.requests).toHaveLength(4);
});

describe('a registry that cannot be asked', () => {
  const closed = 'http://127.0.0.1:9';
  const wanted = {
    code: 'NETWORK_UNREACHABLE',
    says: /`127\.0\.0\.1:9` refuses connections or cannot be reached\nhint: check the URL/,
  } as const;

  test('because nobody listens', async () => {
    await expectFailure(await startProject({ registry: closed }), wanted, 'add', 'acme/deploy');
    await expectFailure(lockedProject(closed), wanted, 'ci');
    await expectFailure(lockedProject(closed), wanted, 'install');
  });

  test('because Paks is offline', async () => {
    const offline = { code: 'OFFLINE', says: /offline[^]*acme\/deploy[^]*\nhint: / } as const;
    await expectFailure(lockedProject(), offline, 'ci', '--offline');
  });

  test('because it has no such skill, or no such version', async () => {
    const project = await startProject();
    const missing = { code: 'NO_SOLUTION', says: /acme\/deplox/ } as const;
    await expectFailure(project, missing, 'add', 'acme/deplox');
    await expectFailure(project, { code: 'NO_SOLUTION', says: /\^9/ }, 'add', 'acme/deploy@^9');
  });
});

interface Shape {
  readonly name: string;
  readonly change: (version: Record<string, unknown>) => unknown;
  readonly says: RegExp;
}

const SHAPES: readonly Shape[] = [
  { name: 'a list of numbers', change: () => 7, says: /`data\.0/ },
  { name: 'no integrity', change: (one) => ({ ...one, integrity: undefined }), says: /integrity/ },
  {
    name: 'a weak integrity',
    change: (one) => ({ ...one, integrity: 'md5-x' }),
    says: /integrity/,
  },
  {
    name: 'a version that is none',
    change: (one) => ({ ...one, version: '../1' }),
    says: /version/,
  },
  {
    name: 'T09 a commit that is an option',
    change: (one) => ({ ...one, commit: '-x' }),
    says: /commit/,
  },
  {
    name: 'T01 a path that leaves the repository',
    change: (one) => ({ ...one, skill_path: '../../etc' }),
    says: /skill_path/,
  },
  {
    name: 'a time that is none',
    change: (one) => ({ ...one, published_at: 'soon' }),
    says: /published_at/,
  },
  {
    name: 'T01 a dependency that is no skill',
    change: (one) => ({ ...one, dependencies: { '../evil': '^1' } }),
    says: /dependencies/,
  },
];

describe('a registry whose answer has the wrong shape', () => {
  test.each(SHAPES)('$name', async ({ change, says }) => {
    const url = `${world.registry.url}/api/skills/acme/deploy/versions`;
    const { data } = (await (await fetch(url)).json()) as { data: Record<string, unknown>[] };
    const body = JSON.stringify({ data: data.map(change) });
    world.proxy.faults.push({ kind: 'status', status: 200, body, path: VERSIONS });

    const wanted = { code: 'REGISTRY_ANSWER_INVALID', says } as const;
    await expectFailure(await startProject(), wanted, 'add', 'acme/deploy');
  });
});

async function archiveSize(): Promise<number> {
  const url = `${world.registry.url}/api/skills/acme/deploy/versions/1.0.0/archive`;
  return (await (await fetch(url)).arrayBuffer()).byteLength;
}

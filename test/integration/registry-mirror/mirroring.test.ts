import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';
import { startProxy, type Proxy } from '../../helpers/startProxy.ts';

/** The mirror revalidates at every request, so that no test waits. */
const ALWAYS = ['--fresh', '0'] as const;
const VERSIONS = '/api/skills/acme/deploy/versions';

let upstream: RegistryHarness;
let between: Proxy;
let mirror: RegistryHarness;
const projects: TemporaryProject[] = [];

beforeAll(async () => {
  [upstream, mirror] = await Promise.all([startRegistryHarness(), startRegistryHarness()]);
  between = await startProxy({ target: upstream.url });
  await mirror.operate('mirror', between.url, ...ALWAYS);
  await upstream.publishAll([
    { account: 'acme', name: 'base', version: '1.0.0', files: { 'run.sh': 'echo base\n' } },
    { account: 'acme', name: 'deploy', version: '1.0.0' },
    {
      account: 'acme',
      name: 'deploy',
      version: '1.1.0',
      dependencies: { 'acme/base': '^1.0.0' },
      files: { 'scripts/go.sh': { content: '#!/bin/sh\n', mode: '100755' } },
    },
  ]);
}, 60_000);

afterAll(async () => {
  for (const project of projects) project.dispose();
  await between.close();
  await Promise.all([upstream.close(), mirror.close()]);
});

beforeEach(() => {
  between.faults.length = 0;
  between.requests.length = 0;
  mirror.log.length = 0;
});

const project = (registry: string, lock?: string) => {
  const made = makeTemporaryProject({
    manifest: '[skills]\n"acme/deploy" = "^1.0.0"\n',
    files: lock === undefined ? {} : { 'paks.lock': lock },
    registry,
  });
  projects.push(made);
  return made;
};
const askedFor = (part: string) => between.requests.filter(({ path }) => path.endsWith(part));
const events = () => mirror.log.map(({ event }) => event);
const upstreamIsDown = () => between.faults.push({ kind: 'reset' });

describe('a mirror', () => {
  test('gives the client the same lock and the same bytes as the upstream', async () => {
    const direct = project(upstream.url);
    const mirrored = project(mirror.url);
    for (const one of [direct, mirrored])
      expect(await one.run('install')).toMatchObject({ exit: 0 });
    expect(mirrored.read('paks.lock')).toBe(direct.read('paks.lock'));
    expect(mirrored.read('paks.lock')).toContain('acme/base');
    expect(mirrored.tree()).toEqual(direct.tree());
  });

  test('answers as the upstream does, and says where the answer is from', async () => {
    for (const path of [VERSIONS, `${VERSIONS}/1.1.0`]) {
      const answer = await mirror.ask(path);
      expect(answer.json).toEqual((await upstream.ask(path)).json);
      expect(answer.headers.get('x-mirrored-from')).toBe(between.url);
      expect(answer.headers.get('warning')).toBeNull();
    }
    const archive = `${VERSIONS}/1.1.0/archive`;
    expect((await mirror.ask(archive)).text).toBe((await upstream.ask(archive)).text);
    expect((await mirror.ask('/api/skills?q=deploy')).json.data).toHaveLength(1);
  });

  test('asks for an archive once, and for a list of versions by its tag', async () => {
    await mirror.ask(`${VERSIONS}/1.0.0/archive`);
    await mirror.ask(`${VERSIONS}/1.0.0/archive`);
    expect(askedFor('/archive')).toHaveLength(1);
    expect(askedFor('/versions').map(({ status }) => status)).toEqual([304, 304]);
  });

  test('asks once for all who ask at the same time', async () => {
    await upstream.publishAll([{ account: 'acme', name: 'popular', version: '1.0.0' }]);
    between.faults.push({ kind: 'delay', milliseconds: 200 });
    const paths = Array.from(
      { length: 12 },
      () => '/api/skills/acme/popular/versions/1.0.0/archive',
    );
    const answers = await Promise.all(paths.map((path) => mirror.ask(path)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(between.requests.map(({ path }) => path.split('/popular')[1])).toEqual([
      '/versions',
      '/versions/1.0.0',
      '/versions/1.0.0/archive',
    ]);
  });

  test('serves what it has while the upstream is down, with a warning', async () => {
    const lock = projects[0]?.read('paks.lock') ?? '';
    upstreamIsDown();
    const fresh = project(mirror.url, lock);
    expect(await fresh.run('ci')).toMatchObject({ exit: 0 });
    expect(fresh.tree()).toEqual(projects[0]?.tree());
    expect(await project(mirror.url).run('install')).toMatchObject({ exit: 0 });
    const answer = await mirror.ask(VERSIONS);
    expect([answer.status, answer.headers.get('warning')]).toEqual([
      200,
      '111 - "the mirrored registry does not answer"',
    ]);
    expect(events()).toContain('mirror.failed');
  });

  test('says so when it needs the upstream and it is down', async () => {
    upstreamIsDown();
    const answer = await mirror.ask('/api/skills/acme/unseen/versions');
    expect([answer.status, answer.json.error.code]).toEqual([503, 'UNAVAILABLE']);
  });

  test('answers 404 for what the upstream does not have', async () => {
    const answer = await mirror.ask('/api/skills/acme/nothing/versions');
    expect([answer.status, answer.json.error.code]).toEqual([404, 'SKILL_NOT_FOUND']);
    expect((await mirror.ask(`${VERSIONS}/9.0.0`)).json.error.code).toBe('VERSION_NOT_FOUND');
  });

  test('follows new versions and yanks', async () => {
    await upstream.publishAll([{ account: 'acme', name: 'moving', version: '1.0.0' }]);
    const path = '/api/skills/acme/moving/versions';
    expect((await mirror.ask(path)).json.data).toHaveLength(1);
    await upstream.publishAll([{ account: 'acme', name: 'moving', version: '1.1.0' }]);
    await upstream.operate('skill', 'yank', 'acme/moving', '1.0.0');
    expect((await mirror.ask(path)).json).toEqual((await upstream.ask(path)).json);
    expect((await mirror.ask('/api/skills/acme/moving')).json.data.latest).toBe('1.1.0');
    await upstream.operate('skill', 'yank', 'acme/moving', '1.1.0');
    await upstream.operate('skill', 'unyank', 'acme/moving', '1.0.0');
    expect((await mirror.ask(path)).json).toEqual((await upstream.ask(path)).json);
    expect((await mirror.ask('/api/skills/acme/moving')).json.data.latest).toBe('1.0.0');
  });

  test('believes for a while that a skill is fresh, or that there is none', async () => {
    await mirror.operate('mirror', between.url, '--fresh', '3600');
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    for (let time = 0; time < 3; time++) {
      await mirror.ask(VERSIONS);
      await mirror.ask('/api/skills/acme/nowhere/versions');
    }
    expect(askedFor('/nowhere/versions')).toHaveLength(1);
    expect(askedFor('/deploy/versions').length).toBeLessThanOrEqual(1);
    await mirror.operate('mirror', between.url, ...ALWAYS);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
  });
});

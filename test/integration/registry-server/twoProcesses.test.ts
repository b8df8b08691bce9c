import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeGitRepository, type TestRepository } from '../../helpers/gitRepository.ts';
import { startGitHost, type GitHost } from '../../helpers/startGitHost.ts';
import type { StartedPostgres } from '../../../packages/registry/scripts/startPostgres.mjs';
import { postgresServer } from '../../helpers/postgresServer.ts';
import {
  runRegistryCommand,
  startRegistryProcess,
  type RegistryProcess,
} from '../../helpers/startRegistryProcess.ts';

let postgres: StartedPostgres;
let host: GitHost;
let root: string;
let repository: TestRepository;
let environment: Record<string, string>;
let token: string;
let first: RegistryProcess;
let second: RegistryProcess;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'paks-git-host-'));
  host = await startGitHost({ root });
  repository = await makeGitRepository(root, 'skills');
  postgres = await postgresServer();
  environment = { DATABASE_URL: await postgres.createDatabase() };
  // Both find an empty database: one migrates it, the other waits.
  [first, second] = await Promise.all([start(), start()]);
  token = await runRegistryCommand(['token', 'create', 'acme'], environment);
}, 120_000);

afterAll(async () => {
  await Promise.all([first.stop(), second.stop()]);
  await postgres.close();
  await host.close();
  await rm(root, { recursive: true });
}, 30_000);

const start = () =>
  startRegistryProcess(
    [`--allow-host=${new URL(host.url).host}`, '--rate-limit=0', '--anonymous-rate-limit=30'],
    environment,
  );

const tag = async (version: string) => {
  const text = `---\nname: deploy\ndescription: Of ${version}\nversion: "${version}"\n---\n`;
  await repository.commit({ 'deploy/SKILL.md': text }, { tags: [`v${version}`] });
};
const index = (server: RegistryProcess, version: string) =>
  fetch(`${server.url}/api/skills/index`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({
      repository: `${host.url}/skills.git`,
      tag: `v${version}`,
      skill_path: 'deploy',
    }),
  });
const versions = async (server: RegistryProcess) => {
  const answer = await fetch(`${server.url}/api/skills/acme/deploy/versions`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { data = [] } = (await answer.json()) as { data?: { version: string }[] };
  return data.map(({ version }) => version);
};

describe('two servers on one database', () => {
  test('migrate it once', () => {
    const migrated = [first, second].map(
      ({ log }) => log.filter(({ event }) => event === 'database.migrated').length,
    );
    expect(migrated.toSorted((left, right) => left - right)).toEqual([0, 1]);
  });

  test('show at once what the other has written', async () => {
    await tag('1.0.0');
    expect((await index(first, '1.0.0')).status).toBe(201);
    expect([await versions(first), await versions(second)]).toEqual([['1.0.0'], ['1.0.0']]);
    await tag('1.1.0');
    expect((await index(second, '1.1.0')).status).toBe(201);
    expect(await versions(first)).toEqual(['1.1.0', '1.0.0']);
    expect(await versions(second)).toEqual(['1.1.0', '1.0.0']);
  });

  test('count a client once between them', async () => {
    for (const server of [first, second, first]) {
      const answer = await fetch(`${server.url}/api/skills/acme/deploy/versions/1.0.0/archive`);
      await answer.arrayBuffer();
    }
    const shown = await fetch(`${second.url}/api/skills/acme/deploy`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(((await shown.json()) as { data: { downloads: number } }).data.downloads).toBe(1);
  });

  test('index the same tag at the same time as one version', async () => {
    await tag('1.2.0');
    const answers = await Promise.all([index(first, '1.2.0'), index(second, '1.2.0')]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.toSorted((left, right) => left - right)).toEqual([200, 201]);
    expect(await versions(first)).toEqual(['1.2.0', '1.1.0', '1.0.0']);
  });

  test('let one client pass no more often than the limit says, whichever it asks', async () => {
    // Within one minute by the clock, so that the window does not change on the way.
    while (new Date().getSeconds() > 50) await sleep(500);
    const asked = Array.from({ length: 80 }, async (_, turn) => {
      const server = turn % 2 === 0 ? first : second;
      return (await fetch(`${server.url}/api/skills`)).status;
    });
    const statuses = await Promise.all(asked);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(50);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(20);
  }, 60_000);

  test('lose nothing when one is killed in the middle of indexing', async () => {
    await tag('2.0.0');
    host.requests.length = 0;
    host.configure({ delay: 2_000 });
    const cut = index(first, '2.0.0').catch(() => 'cut');
    while (host.requests.length === 0) await sleep(20);
    await first.stop('SIGKILL');
    expect(await cut).toBe('cut');
    host.configure({});
    let seen: string[] = [];
    for (let waited = 0; waited < 25_000 && !seen.includes('2.0.0'); waited += 250) {
      await sleep(250);
      seen = await versions(second);
    }
    expect(seen).toEqual(['2.0.0', '1.2.0', '1.1.0', '1.0.0']);
    first = await start();
    expect(await versions(first)).toEqual(seen);
  }, 60_000);

  test('end gently on a signal, after what is under way', async () => {
    await tag('2.1.0');
    host.configure({ delay: 500 });
    host.requests.length = 0;
    const answer = index(first, '2.1.0');
    while (host.requests.length === 0) await sleep(20);
    const [{ status }, code] = await Promise.all([answer, first.stop('SIGTERM')]);
    host.configure({});
    expect([status, code]).toEqual([201, 0]);
    first = await start();
  }, 60_000);
});

import { describe, expect, test } from '@jest/globals';
import type { Registry } from '../../../src/config/Registry.ts';
import { PaksError } from '../../../src/errors/PaksError.ts';
import type { HttpResponse } from '../../../src/io/HttpClient.ts';
import { wireErrors } from '../../../src/protocol/wireError.ts';
import { indexVersion } from '../../../src/registry/indexVersion.ts';
import type { IndexedVersion } from '../../../src/registry/TaggedRelease.ts';

const REGISTRY: Registry = {
  name: 'paks',
  url: 'https://registry.test/base',
  authUrl: undefined,
  authRequired: false,
  insecure: false,
  origin: { kind: 'default' },
};
const RELEASE = {
  repository: 'https://git.test/acme/skills',
  tag: 'deploy@1.0.0',
  directory: 'deploy',
  account: null,
};
const INDEXED = {
  account: 'acme',
  name: 'deploy',
  version: '1.0.0',
  url: 'https://registry.test/skills/acme/deploy/1.0.0',
  status: 'indexed',
};

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const accepted = (location: string): Answer => ({
  status: 202,
  body: { data: { id: 'x', status: 'queued' } },
  headers: { location },
});
const running: Answer = { status: 200, body: { data: { id: 'x', status: 'running' } } };

/** Asks a registry that gives these answers in turn, the last for ever. */
async function indexing(answers: readonly Answer[], release = RELEASE) {
  const asked: { readonly url: string; readonly body: unknown }[] = [];
  const slept: number[] = [];
  let now = 0;
  const outcome: IndexedVersion | PaksError = await indexVersion(release, {
    registry: REGISTRY,
    clock: {
      now: () => now,
      sleep: async (milliseconds) => {
        slept.push(milliseconds);
        now += milliseconds;
      },
    },
    ask: async (url, body) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)];
      asked.push({ url, body: body === undefined ? null : JSON.parse(body) });
      return responseOf(answer ?? running);
    },
    failure: ({ status }) => new PaksError('HTTP_STATUS', { message: `status ${status}` }),
  }).catch((error: PaksError) => error);
  return { outcome, asked, slept };
}

function responseOf({ status, body, headers = {} }: Answer): HttpResponse {
  const text = JSON.stringify(body);
  return {
    status,
    url: '',
    header: (name) => headers[name] ?? null,
    text: async () => text,
    bytes: async () => Buffer.from(text),
    body: (async function* () {})(),
  };
}

describe('indexVersion', () => {
  test('tells repository, tag and directory, and learns what became of them', async () => {
    const { outcome, asked } = await indexing([{ status: 201, body: { data: INDEXED } }]);
    expect(asked).toEqual([
      {
        url: 'https://registry.test/base/api/skills/index',
        body: { repository: RELEASE.repository, tag: 'deploy@1.0.0', skill_path: 'deploy' },
      },
    ]);
    expect(outcome).toMatchObject({ id: 'acme/deploy', version: '1.0.0', created: true });
  });

  test('a skill at the root is at `.`, and an account is named where it is not the own', async () => {
    const release = { ...RELEASE, directory: '', account: 'team' as never };
    const { asked } = await indexing([{ status: 201, body: { data: INDEXED } }], release);
    expect(asked[0]?.body).toMatchObject({ skill_path: '.', account: 'team' });
  });

  test('what was indexed before is a success that created nothing', async () => {
    const { outcome } = await indexing([{ status: 200, body: { data: INDEXED } }]);
    expect(outcome).toMatchObject({ created: false });
  });

  test('asks again where the registry says, with growing pauses, until it is indexed', async () => {
    const { outcome, asked, slept } = await indexing([
      accepted('/api/index/x'),
      running,
      running,
      { status: 200, body: { data: INDEXED } },
    ]);
    expect(outcome).toMatchObject({ id: 'acme/deploy' });
    expect(asked.slice(1).map(({ url }) => url)).toEqual(
      Array.from({ length: 3 }, () => 'https://registry.test/api/index/x'),
    );
    expect(slept).toHaveLength(3);
    expect(slept).toEqual([...slept].sort((left, right) => left - right));
  });

  test('waits as long as the registry asks for, and not much longer', async () => {
    const patient = { ...running, headers: { 'retry-after': '3' } };
    const endless = { ...running, headers: { 'retry-after': '9999' } };
    const done = { status: 200, body: { data: INDEXED } };
    expect((await indexing([accepted('/api/index/x'), patient, done])).slept[1]).toBe(3000);
    expect((await indexing([accepted('/api/index/x'), endless, done])).slept[1]).toBe(10_000);
  });

  test('gives up after five minutes', async () => {
    const { outcome, slept } = await indexing([accepted('/api/index/x'), running]);
    expect(outcome).toMatchObject({ code: 'NETWORK_TIMEOUT' });
    const waited = slept.reduce((sum, one) => sum + one, 0);
    expect(waited).toBeGreaterThanOrEqual(300_000);
    expect(waited).toBeLessThan(320_000);
  });

  test.each(['https://evil.test/steal', '//evil.test/x', '', 'http://registry.test/api/index/x'])(
    'T15: the token goes to no other origin: %s',
    async (location) => {
      const { outcome, asked } = await indexing([accepted(location), running]);
      expect(outcome).toMatchObject({ code: 'REGISTRY_ANSWER_INVALID' });
      expect(asked).toHaveLength(1);
    },
  );

  test.each([
    ['VERSION_EXISTS', 'VERSION_EXISTS', '--bump patch'],
    ['TAG_NOT_FOUND', 'NOT_INDEXED', 'git ls-remote --tags'],
    ['REPOSITORY_UNREACHABLE', 'NOT_INDEXED', '--repository'],
    ['REPOSITORY_NOT_ALLOWED', 'NOT_INDEXED', '--repository'],
    ['INVALID_SKILL', 'NOT_INDEXED', 'paks validate'],
    ['TOO_LARGE', 'NOT_INDEXED', '--bump patch'],
  ] as const)('says what to do when the registry answers %s', async (wire, code, hint) => {
    const error = { code: wire, message: 'no\u001b[2J' };
    const direct = await indexing([{ status: wireErrors[wire], body: { error } }]);
    const queued = await indexing([
      accepted('/api/index/x'),
      { status: 200, body: { data: { id: 'x', status: 'failed', error } } },
    ]);
    for (const { outcome } of [direct, queued]) {
      expect(outcome).toMatchObject({ code, hint: expect.stringContaining(hint) });
      expect(outcome).toMatchObject({ data: { answer: wire } });
      expect((outcome as PaksError).message).not.toContain('\u001b');
    }
  });

  test('any other failure is what every request may be answered', async () => {
    const body = { error: { code: 'UNAVAILABLE', message: 'later' } };
    expect((await indexing([{ status: 503, body }])).outcome).toMatchObject({
      code: 'HTTP_STATUS',
    });
  });
});

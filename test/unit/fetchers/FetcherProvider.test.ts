import { describe, expect, test } from '@jest/globals';
import type { ErrorCode } from '../../../src/errors/catalog.ts';
import { PaksError } from '../../../src/errors/PaksError.ts';
import { FetcherProvider, type SourceReaders } from '../../../src/fetchers/FetcherProvider.ts';
import { LOCAL_VERSION } from '../../../src/model/Locator.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import type { Source } from '../../../src/model/Source.ts';

const PDF = parseSkillId('pdf');
const FOLDER: Source = { kind: 'path', path: './pdf' };
const TAGS: Source = {
  kind: 'git',
  url: 'https://example.com/a.git',
  path: '',
  reference: { kind: 'versions' },
};

/** A provider whose every reader fails with this, or answers nothing; and how often one was asked. */
function providing(failure: PaksError | null, allowed?: readonly string[]) {
  let asked = 0;
  const answer = async () => {
    asked++;
    if (failure !== null) throw failure;
    return [];
  };
  const reader = { candidates: answer, dependencies: answer, locate: answer };
  const readers = { registry: reader, git: reader, path: reader } as unknown as SourceReaders;
  return { provider: new FetcherProvider(readers, allowed), asked: () => asked };
}

function failing(code: ErrorCode, data: Readonly<Record<string, unknown>> = {}): PaksError {
  return new PaksError(code, { message: 'no', data });
}

describe('FetcherProvider', () => {
  test('asks a source once, however often the resolver does', async () => {
    const { provider, asked } = providing(null);
    provider.prefetch(PDF, FOLDER);
    await provider.versions(PDF, FOLDER);
    await provider.versions(PDF, FOLDER);
    expect(asked()).toBe(1);
  });

  test('what is not there and what the caches lack are answers', async () => {
    const ask = (error: PaksError) => providing(error).provider.versions(PDF, FOLDER);
    expect(await ask(failing('OFFLINE'))).toEqual({ kind: 'offline' });
    expect(await ask(failing('SKILL_NOT_FOUND'))).toEqual({ kind: 'missing' });
    expect(await ask(failing('SKILL_NOT_FOUND', { suggestion: 'acme/pdf' }))).toEqual({
      kind: 'missing',
      suggestion: 'acme/pdf',
    });
  });

  test.each(['AUTH_REQUIRED', 'NETWORK_TRUNCATED', 'REF_NOT_FOUND'] as const)(
    '%s is thrown: another version would hide it',
    async (code) => {
      const { provider } = providing(failing(code));
      await expect(provider.versions(PDF, FOLDER)).rejects.toMatchObject({ code });
    },
  );

  test('one tag of many may hold no skill or a broken one, a single place may not', async () => {
    const ask = (error: PaksError, source: Source) =>
      providing(error).provider.dependencies(PDF, LOCAL_VERSION, source);
    expect(await ask(failing('NOT_A_SKILL'), TAGS)).toEqual({ kind: 'missing' });
    expect(await ask(failing('SKILL_INVALID'), TAGS)).toEqual({ kind: 'unreadable', reason: 'no' });
    await expect(ask(failing('NOT_A_SKILL'), FOLDER)).rejects.toMatchObject({
      code: 'NOT_A_SKILL',
    });
  });

  test('policy comes before the first question', async () => {
    const { provider, asked } = providing(null, ['registry:paks']);
    await expect(provider.versions(PDF, FOLDER)).rejects.toMatchObject({ code: 'POLICY_REFUSED' });
    expect(asked()).toBe(0);
  });

  test('a failed prefetch disturbs nobody', async () => {
    const { provider } = providing(failing('AUTH_REQUIRED'));
    provider.prefetch(PDF, FOLDER);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  });
});

import { describe, expect, test } from '@jest/globals';
import { PUBLIC_REGISTRY } from '../../../src/config/Registry.ts';
import { registryFailure } from '../../../src/registry/registryFailure.ts';

interface Given {
  readonly status: number;
  readonly code?: string;
  readonly details?: object;
  readonly registry?: string;
  readonly retryAfter?: string;
}

function failure({ status, code, details, registry = 'paks', retryAfter }: Given) {
  const error = { code, message: 'said so', details };
  return registryFailure({
    registry: { ...PUBLIC_REGISTRY, name: registry },
    subject: 'acme/tool',
    status,
    url: 'https://api.paks.dev/api/skills/acme/tool/versions',
    body: code === undefined ? '<html>Bad</html>' : JSON.stringify({ error }),
    retryAfter: retryAfter ?? null,
  });
}

describe('registryFailure', () => {
  test.each<[Given, string, RegExp]>([
    [{ status: 401, code: 'AUTH_REQUIRED' }, 'AUTH_REQUIRED', /needs a token/],
    [{ status: 401, code: 'TOKEN_EXPIRED' }, 'TOKEN_EXPIRED', /^token expired/],
    [{ status: 401, code: 'INVALID_TOKEN' }, 'TOKEN_INVALID', /^invalid token/],
    [{ status: 401 }, 'AUTH_REQUIRED', /needs a token/],
    [{ status: 403, code: 'FORBIDDEN' }, 'FORBIDDEN', /`acme\/tool`: said so/],
    [{ status: 404, code: 'SKILL_NOT_FOUND' }, 'SKILL_NOT_FOUND', /has no `acme\/tool`/],
    [{ status: 404, code: 'NOT_FOUND' }, 'REGISTRY_ANSWER_INVALID', /no registry/],
    [{ status: 404 }, 'REGISTRY_ANSWER_INVALID', /no registry/],
    [{ status: 429, code: 'RATE_LIMITED' }, 'RATE_LIMITED', /no more requests/],
    [{ status: 500, code: 'INTERNAL' }, 'HTTP_STATUS', /500: said so/],
    [{ status: 503 }, 'HTTP_STATUS', /503$/],
    [{ status: 400, code: 'INVALID_REQUEST' }, 'HTTP_STATUS', /400: said so/],
    [{ status: 302 }, 'HTTP_STATUS', /302/],
  ])('%j is %s', (given, code, message) => {
    expect(failure(given)).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test('the hint signs in to the registry that refused', () => {
    expect(failure({ status: 401 }).hint).toContain('`paks login`');
    expect(failure({ status: 401, registry: 'private' }).hint).toContain(
      '`paks login --registry private`',
    );
  });

  test('a suggestion of the registry is passed on only when it is a skill name', () => {
    const of = (details: object) => failure({ status: 404, code: 'SKILL_NOT_FOUND', details }).hint;
    expect(of({ suggestion: 'acme/tools' })).toBe('did you mean `acme/tools`?');
    expect(of({ suggestions: ['acme/tools'] })).toBe('did you mean `acme/tools`?');
    expect(of({ suggestion: 'x; rm -rf ~' })).toContain('paks search tool');
    expect(of({ suggestion: 7 })).toContain('paks search tool');
  });

  test('T14: what the server says cannot act on a terminal', () => {
    const body = JSON.stringify({ error: { code: 'FORBIDDEN', message: '\u001b[2J\u202Ehi' } });
    const error = registryFailure({
      registry: PUBLIC_REGISTRY,
      subject: 'acme/tool',
      status: 403,
      url: 'u',
      body,
      retryAfter: null,
    });
    expect(error.message).toContain('\\u{1b}[2J\\u{202e}hi');
  });

  test.each([
    ['1', 'try again in 1 second;'],
    ['42', 'try again in 42 seconds;'],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 'try again after Wed, 21 Oct 2026 07:28:00 GMT;'],
    ['soon\u001b[31m', 'try again later;'],
    [undefined, 'try again later;'],
  ])('over the limit says when to try again: Retry-After %j', (retryAfter, hint) => {
    const limited = { status: 429, ...(retryAfter !== undefined && { retryAfter }) };
    expect(failure(limited).hint).toContain(hint);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { routes } from '../../../packages/registry/src/routes.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';
import { assertContract } from '../../helpers/registryContract.ts';

let registry: RegistryHarness;

beforeAll(async () => {
  registry = await startRegistryHarness();
}, 60_000);

afterAll(async () => await registry.close());

describe('the OpenAPI document', () => {
  test('is served, and names every endpoint that is', async () => {
    const { json } = await registry.ask('/api/openapi.json');
    expect(json.openapi).toBe('3.1.0');
    const named = Object.entries(json.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(new Set(named)).toEqual(new Set(routes.map(({ method, path }) => `${method} ${path}`)));
  });

  test('says which codes a status may carry', async () => {
    const { json } = await registry.ask('/api/openapi.json');
    const { responses } = json.paths['/api/skills/index'].post;
    const { schema } = responses[422].content['application/json'];
    expect(schema.properties.error.properties.code.enum).toEqual([
      'INVALID_SKILL',
      'TAG_NOT_FOUND',
      'REPOSITORY_UNREACHABLE',
      'REPOSITORY_NOT_ALLOWED',
      'TOO_LARGE',
    ]);
  });

  test.each([
    ['a field it does not name', { data: { status: 'ok', version: '1', more: 1 } }, 200],
    ['a missing field', { data: { status: 'ok' } }, 200],
    ['a wrong type', { data: { status: 'ok', version: 1 } }, 200],
    ['a status it does not name', {}, 418],
  ])('has no place for %s', (_what, json, status) => {
    const answer = { method: 'GET', path: '/api/health', status, json };
    expect(() => assertContract(answer)).toThrow();
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let registry: RegistryHarness;
let reader: string;
let stranger: string;

const MARKS = /secret|hush/;
const ABOUT = ['/skills/acme/secret', '/skills/acme/secret/1.0.0', '/skills/acme/secret/versions'];
const AROUND = [
  '/',
  '/skills',
  '/skills?account=acme',
  '/skills?q=undisclosed',
  '/skills/acme',
  '/skills/acme/base',
  '/skills/acme/open',
];

beforeAll(async () => {
  registry = await startRegistryHarness();
  await registry.publishAll([
    { account: 'acme', name: 'base', version: '1.0.0' },
    {
      account: 'acme',
      name: 'secret',
      version: '1.0.0',
      description: 'An undisclosed secret',
      dependencies: { 'acme/base': '*' },
    },
    { account: 'acme', name: 'open', version: '1.0.0' },
  ]);
  await registry.operate('skill', 'visibility', 'acme/secret', 'private');
  const { sql } = registry.registry;
  const marks = { keywords: ['hush-keyword'], categories: ['hush-category'] };
  await sql.updateTable('skills').set(marks).where('name', '=', 'secret').execute();
  reader = await registry.createToken('acme');
  stranger = await registry.createToken('other');
}, 60_000);

afterAll(async () => await registry.close());

const page = async (path: string, token?: string) =>
  await registry.ask(path, { headers: { accept: 'text/html' }, token });

describe('a private skill', () => {
  test.each(AROUND)('leaves no trace on %s for anybody else', async (path) => {
    for (const token of [undefined, stranger]) {
      const { status, text } = await page(path, token);
      expect(status).toBe(200);
      expect(text.replaceAll('undisclosed', '')).not.toMatch(MARKS);
    }
  });

  test.each(ABOUT)('is answered at %s like one that does not exist', async (path) => {
    const missing = await page(path.replace('secret', 'missing'));
    for (const token of [undefined, stranger]) {
      const { status, text } = await page(path, token);
      expect([status, text]).toEqual([404, missing.text.replaceAll('missing', 'secret')]);
    }
  });

  test('is shown to who may read it, marked, and kept by no shared cache', async () => {
    for (const path of ABOUT.slice(0, 2)) {
      const { status, text, headers } = await page(path, reader);
      expect(status).toBe(200);
      expect(text).toContain('>Private</span>');
      expect(headers.get('cache-control')).toBe('private, no-cache');
      expect(headers.get('vary')).toContain('Authorization');
    }
    expect((await page('/skills/acme', reader)).text).toContain('An undisclosed secret');
    expect((await page('/skills/acme/base', reader)).text).toContain('/skills/acme/secret"');
  });

  test('that a public one depends on is named as its author wrote it, and no link', async () => {
    const { sql } = registry.registry;
    await sql
      .updateTable('versions')
      .set({ dependencies: JSON.stringify({ 'acme/secret': '*', 'acme/none': '*' }) })
      .where('readme', 'like', '%name: open%')
      .execute();
    const { text } = await page('/skills/acme/open');
    expect(text).toContain('<span>acme/secret</span>');
    expect(text).toContain('<span>acme/none</span>');
  });
});

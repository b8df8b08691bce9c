import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { describeFailure } from '../../../src/errors/describeFailure.ts';
import { parseManifest } from '../../../src/manifest/parseManifest.ts';
import { parseToml } from '../../../src/toml/parseToml.ts';

const corpus = new URL('../../../fixtures/manifests/', import.meta.url);
const schemaFile = new URL('../../../schemas/paks.schema.json', import.meta.url);
const validate = new Ajv({ strictTypes: false }).compile(
  JSON.parse(readFileSync(schemaFile, 'utf8')) as object,
);

function filesIn(folder: string): readonly (readonly [string, string])[] {
  const directory = new URL(`${folder}/`, corpus);
  return readdirSync(directory)
    .sort()
    .map((name) => [name, readFileSync(new URL(name, directory), 'utf8')] as const);
}

function schemaAccepts(text: string): boolean {
  const { value } = parseToml(text, { file: 'paks.toml', code: 'MANIFEST_INVALID' });
  return validate(JSON.parse(JSON.stringify(value)));
}

function refusal(text: string): string {
  try {
    parseManifest(text, { file: 'paks.toml', registry: 'paks' });
  } catch (thrown) {
    const { code, message } = describeFailure(thrown);
    return `${code} ${message}`;
  }
  return 'accepted';
}

describe('the manifest schema and the parser', () => {
  test.each(filesIn('good'))('both accept %s', (_, text) => {
    expect(refusal(text)).toBe('accepted');
    schemaAccepts(text);
    expect(validate.errors ?? []).toEqual([]);
  });

  test.each(filesIn('bad'))('both refuse %s', (_, text) => {
    expect(refusal(text)).toContain(`MANIFEST_INVALID paks.toml:${expected(text)}`);
    expect(schemaAccepts(text)).toBe(false);
  });

  test.each(filesIn('bad-beyond-schema'))('the parser refuses %s (T09)', (_, text) => {
    expect(refusal(text)).toContain(`MANIFEST_INVALID paks.toml:${expected(text)}`);
    expect(refusal(text)).not.toContain('secret');
    expect(schemaAccepts(text)).toBe(true);
  });
});

function expected(text: string): string {
  return /^# expect: (.*)$/m.exec(text)?.[1] ?? 'no expectation written';
}

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { isPaksError } from '../../../src/errors/PaksError.ts';
import { parseLockfile } from '../../../src/lockfile/parseLockfile.ts';
import { parseToml } from '../../../src/toml/parseToml.ts';

const root = new URL('../../../', import.meta.url);
const validate = new Ajv({ strictTypes: false, strictRequired: false }).compile(
  JSON.parse(readFileSync(new URL('schemas/paks-lock.schema.json', root), 'utf8')) as object,
);
const documented = readFileSync(new URL('fixtures/lockfiles/documented.lock', root), 'utf8');
const HASH = 'integrity = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="';
const COMMIT = 'commit = "8f3c2a19bd0443e1a5b0c6f0f6f6a1d2c3b4a596"';
const SKILL = 'version = 1\n[[skill]]\nname = "a/b"\nversion = "1.0.0"\nsource = "registry+paks"\n';
const GIT =
  'version = 1\n[[skill]]\nname = "x"\nversion = "1.0.0"\nsource = "git+https://x.test/y.git"\n';

function schemaAccepts(text: string): boolean {
  const { value } = parseToml(text, { file: 'paks.lock', code: 'LOCKFILE_INVALID' });
  return validate(JSON.parse(JSON.stringify(value)));
}

function parserAccepts(text: string): boolean {
  try {
    parseLockfile(text);
    return true;
  } catch (thrown) {
    expect(isPaksError(thrown)).toBe(true);
    return false;
  }
}

describe('the lockfile schema and the parser', () => {
  test.each([
    ['the documented lock', documented],
    ['an empty lock', 'version = 1\n'],
    ['a registry skill', `${SKILL}${HASH}\n`],
    ['a git skill', `${GIT}branch = "main"\n${COMMIT}\n${HASH}\n`],
    [
      'a git skill by range',
      `${GIT}pin = "versions"\ntag = "v1.0.0"\n${COMMIT}\npath = "a/b"\n${HASH}\n`,
    ],
    ['a folder', 'version = 1\n[[skill]]\nname = "x"\nsource = "path+./x"\n'],
  ])('both accept %s', (_, text) => {
    expect(parserAccepts(text)).toBe(true);
    schemaAccepts(text);
    expect(validate.errors ?? []).toEqual([]);
  });

  test.each([
    ['no version', '[[skill]]\nname = "a/b"\n'],
    ['a newer format', 'version = 2\n'],
    ['no integrity (T17)', SKILL],
    ['a weak integrity (T17)', `${SKILL}integrity = "sha1-abc"\n`],
    ['an unknown key', `${SKILL}${HASH}\ncolour = "red"\n`],
    ['a name that leaves its directory (T01)', `${SKILL}${HASH}\n`.replace('a/b', '../b')],
    ['a path that leaves its repository (T01)', `${GIT}${COMMIT}\npath = "../b"\n${HASH}\n`],
    ['a short commit (T09)', `${GIT}commit = "abc"\n${HASH}\n`],
    ['an option as branch (T09)', `${GIT}branch = "--x"\n${COMMIT}\n${HASH}\n`],
    ['two references', `${GIT}branch = "a"\ntag = "b"\n${COMMIT}\n${HASH}\n`],
    [
      'a folder with an integrity',
      `version = 1\n[[skill]]\nname = "x"\nsource = "path+./x"\n${HASH}\n`,
    ],
    ['an unknown source', `${SKILL}${HASH}\n`.replace('registry+', 'http+')],
    ['a range as version', `${SKILL}${HASH}\n`.replace('1.0.0', '^1.0.0')],
  ])('both refuse %s', (_, text) => {
    expect(parserAccepts(text)).toBe(false);
    expect(schemaAccepts(text)).toBe(false);
  });
});

import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openTokenFile, type TokenFile } from '../../../src/auth/TokenFile.ts';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { temporaryFolders } from '../../helpers/temporaryFolder.ts';

const HOME = 'https://api.paks.dev';
const OTHER = 'https://skills.example.com:8443';
const TOKEN = 'stk_abcdefgh12345678';

const makeFolder = temporaryFolders();
let folder: string;
let path: string;
let key: string;

beforeEach(() => {
  folder = makeFolder();
  path = join(folder, 'config', 'credentials');
  key = join(folder, 'state', 'machine.key');
});

function open(keyPath = key): TokenFile {
  return openTokenFile({ fs: nodeFileSystem, path, keyPath: () => keyPath });
}

const modeOf = (file: string): number => statSync(file).mode & 0o777;

describe('the encrypted file', () => {
  test('and its key are made with the first token, for their owner only', async () => {
    expect(await open().read(HOME)).toBeNull();
    expect(nodeFileSystem.lstat(key)).toBeUndefined();
    await open().write(HOME, TOKEN);
    expect([modeOf(path), modeOf(key)]).toEqual([0o600, 0o600]);
    expect([modeOf(join(path, '..')), modeOf(join(key, '..'))]).toEqual([0o700, 0o700]);
    expect(readFileSync(path, 'utf8')).not.toContain(TOKEN);
  });

  test('keeps tokens of several registries apart, and goes with the last', async () => {
    await open().write(HOME, TOKEN);
    await open().write(OTHER, 'stk_of-the-other');
    expect([await open().read(HOME), await open().read(OTHER)]).toEqual([
      TOKEN,
      'stk_of-the-other',
    ]);
    await open().remove(HOME);
    expect([await open().read(HOME), await open().read(OTHER)]).toEqual([null, 'stk_of-the-other']);
    await open().remove(OTHER);
    expect(nodeFileSystem.lstat(path)).toBeUndefined();
  });

  test.each([
    ['the file', () => path],
    ['the key', () => key],
  ])('is refused while others may read %s', async (_name, file) => {
    await open().write(HOME, TOKEN);
    chmodSync(file(), 0o640);
    const refused = {
      code: 'CREDENTIALS_INVALID',
      message: expect.stringContaining('mode 640'),
      hint: expect.stringContaining(`chmod 600 ${file()}`),
    };
    await expect(open().read(HOME)).rejects.toMatchObject(refused);
    await expect(open().write(HOME, TOKEN)).rejects.toMatchObject(refused);
    chmodSync(file(), 0o600);
    expect(await open().read(HOME)).toBe(TOKEN);
  });

  test('T02: is refused where it is a link or a directory', async () => {
    await open().write(HOME, TOKEN);
    const real = join(folder, 'elsewhere');
    nodeFileSystem.rename(path, real);
    symlinkSync(real, path);
    await expect(open().read(HOME)).rejects.toMatchObject({ code: 'CREDENTIALS_INVALID' });
    nodeFileSystem.removeFile(path);
    mkdirSync(path);
    await expect(open().read(HOME)).rejects.toMatchObject({ code: 'CREDENTIALS_INVALID' });
  });

  test('of another user is refused', async () => {
    await open().write(HOME, TOKEN);
    const foreign = {
      ...nodeFileSystem,
      lstat: (file: string) => {
        const status = nodeFileSystem.lstat(file);
        return status === undefined
          ? undefined
          : Object.assign(Object.create(status) as typeof status, { uid: 12345 });
      },
    };
    const file = openTokenFile({ fs: foreign, path, keyPath: () => key });
    await expect(file.read(HOME)).rejects.toMatchObject({
      code: 'CREDENTIALS_INVALID',
      message: expect.stringContaining('another user'),
    });
  });

  test('that was tampered with, or came without its key, gives nothing and is replaced by the next login', async () => {
    await open().write(HOME, TOKEN);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/"sealed": "../, '"sealed": "AA'));
    const lost = { code: 'CREDENTIALS_INVALID', hint: expect.stringContaining('paks login') };
    await expect(open().read(HOME)).rejects.toMatchObject(lost);
    await open().write(OTHER, TOKEN);
    expect([await open().read(HOME), await open().read(OTHER)]).toEqual([null, TOKEN]);
    const withoutKey = open(join(folder, 'another-machine', 'machine.key'));
    await expect(withoutKey.read(OTHER)).rejects.toMatchObject(lost);
    await withoutKey.remove(OTHER);
    expect(nodeFileSystem.lstat(path)).toBeUndefined();
  });

  test('that is too large to be one is not read', async () => {
    await open().write(HOME, TOKEN);
    writeFileSync(path, Buffer.alloc(2 * 1024 * 1024));
    await expect(open().read(HOME)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });
});

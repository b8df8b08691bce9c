import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { skillText } from '../helpers/startWorld.ts';

let base: string;
let program: string;

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'paks-one-file-'));
  program = join(base, 'paks');
  const build = ['scripts/release/buildExecutable.mjs', program];
  const { status, stderr } = spawnSync(process.execPath, build, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}, 60_000);

afterAll(() => rmSync(base, { recursive: true, force: true }));

function paks(...args: readonly string[]) {
  const environment = { PATH: '/nonexistent', HOME: join(base, 'home') };
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: join(base, 'project'),
    env: environment,
    encoding: 'utf8',
  });
  return { exit: status, stdout, stderr };
}

describe('the single executable', () => {
  test('installs, lists and fails as the package does, without node on the path', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    mkdirSync(join(base, 'project', 'style'), { recursive: true });
    writeFileSync(join(base, 'project', 'style', 'SKILL.md'), skillText('style'));

    expect(paks('--version')).toEqual({ exit: 0, stdout: `${version}\n`, stderr: '' });
    expect(paks('add', '-p', './style')).toMatchObject({ exit: 0, stderr: '' });
    expect(paks('install').stdout).toBe('1 skill up to date.\n');
    expect(paks('verify')).toMatchObject({ exit: 0 });
    expect(paks('add', './nothing')).toMatchObject({ exit: 1, stdout: '' });
    expect(paks('nonsense')).toMatchObject({ exit: 2, stdout: '' });
  });
});

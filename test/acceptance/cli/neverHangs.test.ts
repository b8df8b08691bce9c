import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { commands } from '../../../src/commands/all.ts';
import { catalog } from '../../../src/errors/catalog.ts';
import { buildCommandLine } from '../../helpers/buildCommandLine.ts';

const base = mkdtempSync(join(tmpdir(), 'paks-stdin-'));
/** Each command by one of its names. */
const NAMES = [...new Map([...commands].map(([name, load]) => [load, name])).values()];
const ANSWERS = new Set<number>([0, ...Object.values(catalog)]);

/** Words that bring a command past its usage, where it may want to ask something. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  add: ['acme/deploy', '-p'],
  i: ['acme/deploy'],
  info: ['acme/deploy'],
  'registry add': ['private', '--url', 'https://skills.example'],
  'run-hook': ['deploy'],
  yank: ['acme/deploy@1.0.0'],
};

afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Runs a command as a script without a terminal does: stdin is closed, nobody answers. */
function run(name: string) {
  const { entry } = buildCommandLine();
  const directory = join(base, name.replaceAll(' ', '-'));
  mkdirSync(join(directory, 'home'), { recursive: true });
  return spawnSync(process.execPath, [entry, ...name.split(' '), ...(WORDS[name] ?? [])], {
    cwd: directory,
    encoding: 'utf8',
    timeout: 25_000,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: join(directory, 'home'),
      GIT_CONFIG_NOSYSTEM: '1',
      // Nobody listens on the discard port.
      PAKS_REGISTRY: 'http://127.0.0.1:9',
    },
  });
}

describe('without a terminal and with stdin closed', () => {
  test.each(NAMES)('paks %s ends, with an exit code of its own', (name) => {
    const { status, signal, stderr } = run(name);

    expect({ signal, stderr }).toMatchObject({ signal: null });
    expect(ANSWERS).toContain(status);
    expect(status).not.toBe(catalog.BUG);
    if (status !== 0 && status !== 1) expect(stderr).toMatch(/^error: .+/m);
  });
});

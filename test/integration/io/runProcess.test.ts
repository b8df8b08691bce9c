import { tmpdir } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { type ProcessOptions, runProcess } from '../../../src/io/runProcess.ts';

const run = async (script: string, options: Partial<ProcessOptions> = {}) =>
  await runProcess(process.execPath, {
    args: ['-e', script],
    environment: { MARK: 'yes' },
    directory: tmpdir(),
    maxOutputBytes: 1_000,
    timeout: 20_000,
    ...options,
  });

describe('runProcess', () => {
  test('gives the program its input, its environment and nothing else, and returns what it says', async () => {
    const script = `process.stdin.on('data', (text) => process.stdout.write(text + Object.keys(process.env)));
      process.stderr.write('problem'); process.exitCode = 3;`;
    const result = await run(script, { input: 'in ' });
    expect(result).toMatchObject({ kind: 'exited', status: 3, problems: 'problem' });
    expect(result.kind === 'exited' && Buffer.from(result.output).toString()).toBe('in MARK');
  });

  test('passes arguments as they are', async () => {
    const args = [
      '-e',
      'console.log(process.argv.slice(1).join("|"))',
      '--',
      '$(id)',
      'a b',
      '; id',
    ];
    const result = await run('', { args });
    expect(result.kind === 'exited' && Buffer.from(result.output).toString()).toBe(
      '$(id)|a b|; id\n',
    );
  });

  test('says that a program is missing', async () => {
    const options = {
      args: [],
      environment: {},
      directory: tmpdir(),
      maxOutputBytes: 1,
      timeout: 1_000,
    };
    expect(await runProcess('paks-no-such-program', options)).toEqual({ kind: 'missing' });
  });

  test('ends a program that prints without end, or hangs, or is no longer wanted', async () => {
    const flood = "setInterval(() => process.stdout.write('x'.repeat(10_000)), 1)";
    expect(await run(flood)).toEqual({ kind: 'flooded' });
    expect(await run('setInterval(() => {}, 1_000)', { timeout: 300 })).toEqual({
      kind: 'timeout',
    });
    const signal = AbortSignal.abort();
    expect(await run('setInterval(() => {}, 1_000)', { signal })).toEqual({ kind: 'aborted' });
  });

  test('ends what the program started too', async () => {
    const script = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });`;
    expect(await run(script, { timeout: 600 })).toEqual({ kind: 'timeout' });
  });

  test('outlives a program that does not read its input', async () => {
    const result = await run('process.exit(0)', { input: 'x'.repeat(5_000_000) });
    expect(result).toMatchObject({ kind: 'exited', status: 0 });
  });
});

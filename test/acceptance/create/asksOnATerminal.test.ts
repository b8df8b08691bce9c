import { PassThrough, Writable } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import { runCli } from '../../../src/cli.ts';
import { systemClock } from '../../../src/io/clock.ts';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';

let project: TemporaryProject;

afterEach(() => project.dispose());

/** Presses these keys, each time a question is open: the part of the screen to wait for, then the keys. */
async function converse(
  argv: readonly string[],
  script: readonly (readonly [string, string])[],
): Promise<{ readonly exit: number; readonly stdout: string }> {
  const stdin = new PassThrough();
  const left = [...script];
  let screen = '';
  let stdout = '';
  const answer = (): void => {
    const [question, keys] = left[0] ?? [];
    if (question === undefined || keys === undefined || !screen.includes(question)) return;
    left.shift();
    screen = '';
    // A terminal delivers escape sequences whole and other keys one by one.
    const parts = keys.startsWith('\u001b') ? [keys.slice(0, 3), keys.slice(3)] : Array.from(keys);
    for (const part of parts) stdin.write(part);
  };
  const stderr = new Writable({
    write(chunk: Buffer, _encoding, done) {
      screen += chunk.toString();
      setImmediate(answer);
      done();
    },
  });
  const exit = await runCli(argv, {
    stdin,
    stdout: new Writable({
      write(chunk: Buffer, _encoding, done) {
        stdout += chunk.toString();
        done();
      },
    }),
    stderr,
    stdoutColors: false,
    stderrColors: false,
    stdoutWidth: 80,
    stderrWidth: 80,
    interactive: true,
    workingDirectory: project.path,
    environment: {
      variables: { HOME: project.home },
      platform: process.platform,
      home: project.home,
    },
    fileSystem: nodeFileSystem,
    clock: systemClock,
    signal: new AbortController().signal,
  });
  expect(left).toEqual([]);
  return { exit, stdout };
}

const DOWN = '\u001b[B';

describe('on a terminal', () => {
  test('create asks for what the flags leave open', async () => {
    project = makeTemporaryProject();

    const run = await converse(
      ['create', '--with-references'],
      [
        ['called?', 'rollout\r'],
        ['What does it do', 'Rolls out.\r'],
        ['template', `${DOWN}\r`],
        ['license', '\r'],
        ['Who wrote it', 'Ann\r'],
      ],
    );

    expect(run.exit).toBe(0);
    expect(run.stdout).toContain('Started rollout from the template devops in rollout:');
    expect(project.read('rollout/SKILL.md')).toContain('license: All rights reserved\n');
    expect(project.read('rollout/SKILL.md')).toContain('  authors: "Ann"\n');
  });

  test('init asks which to start', async () => {
    project = makeTemporaryProject();

    const run = await converse(['init'], [['start here?', `${DOWN}\r`]]);

    expect(run.exit).toBe(0);
    expect(project.exists('paks.toml')).toBe(true);
  });

  test('who gives up ends it, and nothing is written', async () => {
    project = makeTemporaryProject();

    const run = await converse(['create'], [['called?', '\u0003']]);

    expect(run).toEqual({ exit: 130, stdout: '' });
    expect(project.tree()).toEqual({});
  });
});

import { PassThrough, Writable } from 'node:stream';
import { runCli } from '../../src/cli.ts';
import { systemClock } from '../../src/io/clock.ts';
import { nodeFileSystem } from '../../src/io/FileSystem.ts';
import type { Keychain } from '../../src/io/keychain.ts';

/** What is typed: the part of the screen to wait for, then the keys. */
export type Conversation = readonly (readonly [string, string])[];

/** Whose terminal it is. */
export interface ConverseOptions {
  readonly project: { readonly path: string; readonly home: string };
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly keychain?: Keychain | undefined;
}

/** How a run on a terminal ended. */
export interface Conversed {
  readonly exit: number;
  readonly stdout: string;
  /** All that was drawn on the terminal, escape sequences included. */
  readonly screen: string;
}

/** Runs the command line on a terminal, pressing keys each time a question is open. */
export async function converse(
  argv: readonly string[],
  script: Conversation,
  { project, environment, keychain }: ConverseOptions,
): Promise<Conversed> {
  const stdin = new PassThrough();
  const left = [...script];
  let unread = '';
  let screen = '';
  let stdout = '';
  const answer = (): void => {
    const [question, keys] = left[0] ?? [];
    if (question === undefined || keys === undefined || !unread.includes(question)) return;
    left.shift();
    unread = '';
    // A terminal delivers escape sequences whole and other keys one by one.
    const parts = keys.startsWith('\u001b') ? [keys.slice(0, 3), keys.slice(3)] : Array.from(keys);
    for (const part of parts) stdin.write(part);
  };
  const collect = (take: (text: string) => void): Writable =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        take(chunk.toString());
        done();
      },
    });
  const exit = await runCli(argv, {
    stdin,
    stdout: collect((text) => (stdout += text)),
    stderr: collect((text) => {
      unread += text;
      screen += text;
      setImmediate(answer);
    }),
    stdoutColors: false,
    stderrColors: false,
    stdoutWidth: 80,
    stderrWidth: 80,
    interactive: true,
    workingDirectory: project.path,
    environment: {
      variables: { HOME: project.home, ...environment },
      platform: process.platform,
      home: project.home,
    },
    fileSystem: nodeFileSystem,
    clock: systemClock,
    keychain,
    signal: new AbortController().signal,
  });
  if (left.length > 0) throw new Error(`never asked: ${left.map(([part]) => part).join(', ')}`);
  return { exit, stdout, screen };
}

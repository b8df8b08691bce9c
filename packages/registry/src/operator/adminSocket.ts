import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, messageOf } from '../../../../src/errors/describeFailure.ts';

/** What a server answers to an operator's command. */
export interface AdminAnswer {
  readonly ok: boolean;
  /** To print: on standard output when `ok`, as an error otherwise. */
  readonly lines: readonly string[];
}

/** Runs one command line. */
export type AnswerAdmin = (argv: readonly string[]) => Promise<readonly string[]>;

const START_POLL_MS = 200;
const LONGEST_START_MS = 15_000;
const LONGEST_LINE = 64 * 1024;
/** Most systems allow a socket's path about 104 bytes. */
const LONGEST_PATH = 100;

/**
 * Lets the operator's commands reach a server that has the embedded database open: one line of JSON
 * in, one out, over a socket that only the server's own user can open. Returns how to stop.
 */
export async function listenForAdmin(
  dataDirectory: string,
  answer: AnswerAdmin,
): Promise<() => Promise<void>> {
  const path = socketPath(dataDirectory);
  await rm(path, { force: true });
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    readLine(socket)
      .then(async (line) => await answerLine(line, answer))
      .then(
        (reply) => socket.end(`${JSON.stringify(reply)}\n`),
        () => socket.destroy(),
      );
  });
  server.listen(path);
  await once(server, 'listening');
  await chmod(path, 0o600);
  return async () => {
    server.close();
    await once(server, 'close');
    await rm(path, { force: true });
  };
}

/** Asks the server that has this folder open; null where none does. */
export async function askAdmin(
  dataDirectory: string,
  argv: readonly string[],
): Promise<AdminAnswer | null> {
  const socket = connect(socketPath(dataDirectory));
  try {
    await once(socket, 'connect');
  } catch (thrown) {
    if (['ENOENT', 'ECONNREFUSED'].includes(codeOf(thrown) ?? '')) return null;
    throw thrown;
  }
  socket.write(`${JSON.stringify(argv)}\n`);
  return JSON.parse(await readLine(socket)) as AdminAnswer;
}

/** The same, given that a server may be starting: then its lock is there before its socket. */
export async function askStarted(
  dataDirectory: string,
  argv: readonly string[],
): Promise<AdminAnswer | null> {
  for (let waited = 0; ; waited += START_POLL_MS) {
    const answer = await askAdmin(dataDirectory, argv);
    const isStarting = existsSync(join(dataDirectory, 'lock'));
    if (answer !== null || !isStarting || waited >= LONGEST_START_MS) return answer;
    await sleep(START_POLL_MS);
  }
}

async function answerLine(line: string, answer: AnswerAdmin): Promise<AdminAnswer> {
  try {
    return { ok: true, lines: await answer(JSON.parse(line) as readonly string[]) };
  } catch (thrown) {
    return { ok: false, lines: [messageOf(thrown)] };
  }
}

async function readLine(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes('\n')) return text.slice(0, text.indexOf('\n'));
    if (text.length > LONGEST_LINE) break;
  }
  throw new Error('the other side hung up');
}

function socketPath(dataDirectory: string): string {
  const path = join(resolve(dataDirectory), 'admin.sock');
  if (Buffer.byteLength(path) <= LONGEST_PATH) return path;
  throw new Error(`the path of the data folder is too long for a socket: \`${path}\``);
}

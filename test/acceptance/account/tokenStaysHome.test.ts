import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { memoryKeychain, type MemoryKeychain } from '../../helpers/memoryKeychain.ts';
import { printed } from './session.ts';

const TOKEN = 'stk_Zm9y.ZXZlcg~s3cret+of/mine-00==';
const COMMIT = '8f3c2a19bd0443e1a5b0c6f0f6f6a1d2c3b4a596';

/** How a hostile registry answers what is not about signing in. */
type Malice = 'redirects' | 'fails' | 'echoes' | 'answers';

/** A server that keeps everything it was sent, as text. */
interface Recorder {
  readonly url: string;
  readonly seen: string[];
  close(): void;
}

let malice: Malice;
let home: Recorder;
let elsewhere: Recorder;
let project: TemporaryProject;
/** Whose home the project uses. */
let owner: TemporaryProject;
let keychain: MemoryKeychain;

beforeEach(async () => {
  // Asked for a password, Paks starts git for its credential helpers.
  elsewhere = await record((_request, response) =>
    response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end('who are you?'),
  );
  home = await record(answer);
  keychain = memoryKeychain();
});
afterEach(() => {
  project.dispose();
  owner.dispose();
  home.close();
  elsewhere.close();
});

async function record(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Recorder> {
  const seen: string[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push(`${request.method} ${request.url}\n${JSON.stringify(request.headers)}\n${body}`);
      handle(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Repeats the token wherever an answer has room for it. */
function answer({ url = '', method, headers }: IncomingMessage, response: ServerResponse): void {
  const json = (status: number, body: unknown): void =>
    void response
      .writeHead(status, { 'content-type': 'application/json', 'x-token': TOKEN })
      .end(JSON.stringify(body));
  const user = { id: TOKEN, username: `me ${TOKEN}`, email: `${TOKEN}@example.com`, status: TOKEN };
  if (url.endsWith('/auth/verify')) return json(200, { valid: true, user, expires_at: null });
  if (url.endsWith('/auth/me') && malice === 'answers') return json(200, user);
  if (malice === 'redirects') {
    const location = `${elsewhere.url}/from${url}`;
    return void response.writeHead(method === 'POST' ? 307 : 302, { location }).end();
  }
  if (malice === 'answers' && url.endsWith('/versions')) return json(200, { data: [version()] });
  if (malice === 'echoes' && url.endsWith('/versions')) {
    const sent = headers.authorization?.replace('Bearer ', '') ?? 'none';
    return json(200, { data: [{ ...version(), tag: `v1.0.0-${sent}` }] });
  }
  if (malice === 'answers' && url.endsWith('/archive')) return void response.writeHead(404).end();
  const message = `Bearer ${TOKEN} is not "allowed", token=${TOKEN}`;
  json(malice === 'fails' ? 403 : 400, {
    error: { code: 'FORBIDDEN', message, details: { TOKEN } },
  });
}

/** A version without an archive, whose repository is another machine's. */
function version() {
  return {
    version: '1.0.0',
    published_at: '2026-01-15T10:30:00Z',
    yanked: false,
    dependencies: {},
    repository: `${elsewhere.url}/tool.git`,
    tag: 'v1.0.0',
    commit: COMMIT,
    skill_path: '.',
    integrity: 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    size: 10,
    file_count: 1,
    license: null,
    changelog: null,
  };
}

const SESSION = [
  ['login', '--token', '-'],
  ['login', '--token', TOKEN, '--json'],
  ['whoami', '--verbose'],
  ['whoami', '--json'],
  ['add', 'acme/tool', '--verbose'],
  ['add', 'acme/tool', '--json'],
  ['install', '--verbose'],
  ['update', '--verbose', '--no-cache'],
  ['search', 'tool', '--verbose'],
  ['info', 'acme/tool', '--json'],
  ['yank', 'acme/tool@1.0.0', '--yes', '--verbose'],
  ['logout', '--revoke', '--verbose'],
  ['logout', '--revoke', '--json'],
  ['whoami', '--offline', '--json'],
  ['logout', '--verbose'],
  ['install', '--verbose', '--json'],
] as const;

/** Where every program that is started writes its words. */
function watchPrograms(): string {
  const folder = join(project.home, 'bin');
  const log = join(project.home, 'programs.log');
  mkdirSync(folder, { recursive: true });
  writeFileSync(log, '');
  const script = `#!/bin/sh\necho "$0 $*" >> '${log}'\nenv >> '${log}'\nexit 1\n`;
  for (const name of ['git', 'ssh']) {
    writeFileSync(join(folder, name), script);
    chmodSync(join(folder, name), 0o755);
  }
  return log;
}

describe.each<Malice>(['redirects', 'fails', 'echoes', 'answers'])(
  'T15 T14: with a registry that %s, a whole session',
  (kind) => {
    test.each(['keychain', 'file'])(
      'keeps the token in the %s and at its origin',
      async (place) => {
        malice = kind;
        owner = makeTemporaryProject();
        project = makeTemporaryProject({
          registry: home.url,
          input: TOKEN,
          keychain: place === 'keychain' ? keychain : undefined,
          sibling: owner,
          manifest: '[skills]\n"acme/tool" = "^1"\n',
          clock: { now: () => Date.now(), sleep: async () => undefined },
          environment: { PATH: join(owner.home, 'bin') },
        });
        const log = watchPrograms();
        for (const argv of SESSION) {
          const run = await project.run(...argv);
          expect({ argv: argv.join(' '), leaks: leaks(printed(run)) }).toEqual({
            argv: argv.join(' '),
            leaks: [],
          });
          for (const [file, text] of filesOf([project.home, project.path])) {
            expect({ argv: argv.join(' '), file, leaks: leaks(text) }).toMatchObject({ leaks: [] });
          }
        }
        expect(
          home.seen.filter((request) => request.includes(`Bearer ${TOKEN}`)).length,
        ).toBeGreaterThan(3);
        expect(elsewhere.seen.filter((request) => leaks(request).length > 0)).toEqual([]);
        expect(leaks(readFileSync(log, 'utf8'))).toEqual([]);
        if (kind === 'answers') expect(readFileSync(log, 'utf8')).toContain('credential');
        if (kind === 'redirects' || kind === 'answers') expect(elsewhere.seen).not.toEqual([]);
      },
    );
  },
);

/** The parts of the token that a text holds; its prefix alone says nothing. */
function leaks(text: string): readonly string[] {
  const parts = [TOKEN, TOKEN.slice(4), TOKEN.slice(4, 14), TOKEN.slice(-14, -2)];
  const forms = [...parts, ...parts.map((part) => Buffer.from(part).toString('base64'))];
  return [...forms, encodeURIComponent(TOKEN)].filter((part) => text.includes(part));
}

function filesOf(roots: readonly string[]): readonly (readonly [string, string])[] {
  return roots.flatMap((root) =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path, readFileSync(path, 'latin1')] as const;
      }),
  );
}

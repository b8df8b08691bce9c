import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** One request as the host saw it; sizes are of bodies as they travelled. */
export interface GitHostRequest {
  readonly method: string;
  /** Path without the query, for example `/skills.git/git-upload-pack`. */
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  bytesIn: number;
  bytesOut: number;
  status: number;
}

/** How the host behaves; everything may be changed while it runs, through `configure`. */
export interface GitHostBehaviour {
  /** Asked of every request as Basic authentication; 401 without it. */
  readonly credentials?: { readonly username: string; readonly password: string } | undefined;
  /** False: a host that knows only protocol v0 (the `Git-Protocol` header is ignored). */
  readonly protocolV2?: boolean | undefined;
  /** False: a host without partial fetches. */
  readonly filter?: boolean | undefined;
  /** False: only advertised tips may be wanted, as many self-hosted servers have it. */
  readonly anyWant?: boolean | undefined;
  /** Bodies of answers end (the socket is destroyed) after so many bytes. */
  readonly cutAfter?: number | undefined;
  /** Milliseconds before each answer. */
  readonly delay?: number | undefined;
  /** Answers a request itself by returning true: for hostile or broken servers. */
  readonly intercept?:
    | ((request: GitHostRequest, response: ServerResponse, body: Buffer) => boolean)
    | undefined;
}

/** A running host; always `await close()` it. */
export interface GitHost {
  /** `http://127.0.0.1:PORT`; repositories are at `${url}/NAME.git`. */
  readonly url: string;
  /** Everything asked so far, oldest first; set `length = 0` to forget. */
  readonly requests: GitHostRequest[];
  configure(behaviour: GitHostBehaviour): void;
  close(): Promise<void>;
}

/** Serves the bare repositories below `root` over real smart HTTP (`git http-backend`), pushes included. */
export async function startGitHost(
  options: GitHostBehaviour & { readonly root: string },
): Promise<GitHost> {
  const requests: GitHostRequest[] = [];
  let behaviour: GitHostBehaviour = options;
  const server = createServer((incoming, response) => {
    const request = describe(incoming);
    requests.push(request);
    const exchange = { root: options.root, behaviour, request, response };
    answer(exchange, incoming).catch((error: unknown) => {
      response.destroy(error as Error);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    configure: (next) => {
      behaviour = next;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Exchange {
  readonly root: string;
  readonly behaviour: GitHostBehaviour;
  readonly request: GitHostRequest;
  readonly response: ServerResponse;
}

function describe(incoming: IncomingMessage): GitHostRequest {
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?', 2);
  const headers = incoming.headers as Record<string, string | undefined>;
  const method = incoming.method ?? 'GET';
  return { method, path, query, headers, bytesIn: 0, bytesOut: 0, status: 0 };
}

async function answer(exchange: Exchange, incoming: IncomingMessage): Promise<void> {
  const { root, behaviour, request, response } = exchange;
  const body = await readBody(incoming);
  request.bytesIn = body.length;
  meter(request, response, behaviour.cutAfter);
  if (behaviour.delay !== undefined) await new Promise((done) => setTimeout(done, behaviour.delay));
  if (!isAllowed(request.headers['authorization'], behaviour)) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="paks test"' }).end('401\n');
    return;
  }
  if (behaviour.intercept?.(request, response, body) === true) return;
  const refused = behaviour.anyWant === false ? unadvertisedWant(root, request, body) : undefined;
  if (refused !== undefined) {
    const text = `ERR upload-pack: not our ref ${refused}`;
    response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' });
    response.end((text.length + 4).toString(16).padStart(4, '0') + text);
    return;
  }
  await runBackend(exchange, body);
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Counts what is sent, and cuts it where the behaviour says. */
function meter(request: GitHostRequest, response: ServerResponse, cutAfter?: number): void {
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  const count = (chunk: unknown): Buffer => {
    const bytes = chunk === undefined ? Buffer.alloc(0) : Buffer.from(chunk as Buffer);
    const room = cutAfter === undefined ? bytes.length : Math.max(0, cutAfter - request.bytesOut);
    request.bytesOut += Math.min(bytes.length, room);
    request.status = response.statusCode;
    return bytes.subarray(0, room);
  };
  const isCut = (): boolean => cutAfter !== undefined && request.bytesOut >= cutAfter;
  const destroy = (): unknown => setTimeout(() => response.destroy(), 20);
  response.write = ((chunk: unknown) => {
    const more = write(count(chunk));
    if (isCut()) destroy();
    return more;
  }) as typeof response.write;
  response.end = ((chunk?: unknown) => {
    const rest = count(chunk);
    if (!isCut()) return end(rest);
    write(rest);
    destroy();
    return response;
  }) as typeof response.end;
}

function isAllowed(authorization: string | undefined, behaviour: GitHostBehaviour): boolean {
  const { credentials } = behaviour;
  if (credentials === undefined) return true;
  const pair = `${credentials.username}:${credentials.password}`;
  return authorization === `Basic ${Buffer.from(pair).toString('base64')}`;
}

function unadvertisedWant(root: string, request: GitHostRequest, body: Buffer): string | undefined {
  if (!request.path.endsWith('/git-upload-pack') || body.length === 0) return undefined;
  const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  const wants = [...plain.toString('latin1').matchAll(/want ([0-9a-f]{40})/g)].map(([, id]) => id);
  const repository = join(root, request.path.replace(/\/git-upload-pack$/, ''));
  const tips = execFileSync('git', ['-C', repository, 'show-ref', '--head', '--dereference'], {
    encoding: 'utf8',
  });
  return wants.find((id) => id !== undefined && !tips.includes(id));
}

let backend: string | undefined;

async function runBackend(exchange: Exchange, body: Buffer): Promise<void> {
  backend ??= join(
    execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(),
    'git-http-backend',
  );
  const child = spawn(backend, {
    env: environmentFor(exchange, body.length),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const { response } = exchange;
  response.on('close', () => child.kill());
  child.stdin.on('error', () => undefined);
  child.stdin.end(body);
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    if (head === null) {
      if (!response.write(chunk)) await writable(response);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) continue;
    sendHead(head.subarray(0, end).toString('latin1'), response);
    const rest = head.subarray(end + 4);
    head = null;
    if (rest.length > 0) response.write(rest);
  }
  response.end();
}

/** Resolves when more may be written, or nobody listens any more. */
async function writable(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
  });
}

function environmentFor(exchange: Exchange, length: number): NodeJS.ProcessEnv {
  const { root, behaviour, request } = exchange;
  const anyWant = String(behaviour.anyWant !== false);
  const settings: Record<string, string> = {
    'safe.directory': '*',
    'http.receivepack': 'true',
    'uploadpack.allowFilter': String(behaviour.filter !== false),
    'uploadpack.allowAnySHA1InWant': anyWant,
    'uploadpack.allowTipSHA1InWant': anyWant,
    'uploadpack.allowReachableSHA1InWant': anyWant,
  };
  const configuration: Record<string, string> = {
    GIT_CONFIG_COUNT: String(Object.keys(settings).length),
  };
  Object.entries(settings).forEach(([key, value], index) => {
    configuration[`GIT_CONFIG_KEY_${index}`] = key;
    configuration[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  return {
    PATH: process.env['PATH'],
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    ...configuration,
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: decodeURIComponent(request.path),
    QUERY_STRING: request.query,
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: request.headers['content-type'] ?? '',
    CONTENT_LENGTH: String(length),
    HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
    GIT_PROTOCOL: behaviour.protocolV2 === false ? '' : (request.headers['git-protocol'] ?? ''),
    REMOTE_USER: 'tester',
    REMOTE_ADDR: '127.0.0.1',
  };
}

function sendHead(text: string, response: ServerResponse): void {
  let status = 200;
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'status') status = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.statusCode = status;
}

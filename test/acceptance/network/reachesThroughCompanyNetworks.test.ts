import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as send } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { issueCertificate, makeAuthority } from '../../helpers/certificates.ts';
import type { RunResult, TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { type ForwardProxy, startForwardProxy } from '../../helpers/startForwardProxy.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';
import { sleeplessClock } from './sleeplessClock.ts';

let world: TestWorld;
let proxy: ForwardProxy;
let open: Server;
let closed: Server;
let pems: string;
let project: TemporaryProject;
const shown: string[] = [];

const SKILLS = 'skills.corp.test';
const GIT = 'git.corp.test';
const STRICT = 'strict.corp.test';

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'tool', version: '1.0.0' });
  const tools = await world.repository('tools');
  await tools.commit({ 'pdf/SKILL.md': skillText('pdf') });
  const authority = makeAuthority();
  const server = issueCertificate(authority, [SKILLS, GIT, STRICT]);
  const client = issueCertificate(authority, ['ada']);
  pems = mkdtempSync(join(tmpdir(), 'paks-pems-'));
  writeFileSync(join(pems, 'ca.pem'), authority.certificate);
  writeFileSync(join(pems, 'client.pem'), client.certificate);
  writeFileSync(join(pems, 'client.key'), client.key);
  writeFileSync(join(pems, 'other.key'), server.key);
  const { certificate: cert, key } = server;
  open = await startFront({ cert, key, ca: authority.certificate, requestCert: true });
  closed = await startFront({
    cert,
    key,
    ca: authority.certificate,
    requestCert: true,
    rejectUnauthorized: true,
  });
  proxy = await startForwardProxy({
    credentials: 'ada:geheim',
    hosts: { [SKILLS]: portOf(open), [GIT]: portOf(open), [STRICT]: portOf(closed) },
  });
}, 60_000);

afterAll(async () => {
  await Promise.all([proxy.close(), world.close()]);
  for (const server of [open, closed]) {
    server.close();
    server.closeAllConnections();
  }
  rmSync(pems, { recursive: true });
});

beforeEach(() => {
  project = newProject();
  proxy.requests.length = 0;
  shown.length = 0;
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Encrypts for the registry and the git host of the world, told apart by name. */
async function startFront(
  options: Readonly<Record<string, unknown>> & { readonly rejectUnauthorized?: boolean },
): Promise<Server> {
  const server = createServer({ rejectUnauthorized: false, ...options }, (request, response) => {
    const socket = request.socket as unknown as {
      getPeerCertificate(): { subject?: { CN: string } };
    };
    const { host = '' } = request.headers;
    shown.push(`${host} ${socket.getPeerCertificate().subject?.CN ?? 'nobody'}`);
    const target = new URL(host.startsWith(GIT) ? world.git.url : world.proxy.url);
    const { method, headers, url: path } = request;
    const upstream = send(
      { host: target.hostname, port: target.port, path, method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    upstream.on('error', () => response.destroy());
    request.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function newProject(environment: Readonly<Record<string, string>> = {}): TemporaryProject {
  const made = world.project({ registry: undefined, environment, clock: sleeplessClock() });
  mkdirSync(join(made.home, '.config/paks'), { recursive: true });
  return made;
}

function settings(made: TemporaryProject, lines: readonly string[], host = SKILLS): void {
  const file = join(made.home, '.config/paks/config.toml');
  writeFileSync(file, [...lines, '[registries.paks]', `url = "https://${host}"`, ''].join('\n'));
}

function want(made: TemporaryProject, ...lines: readonly string[]): void {
  made.write(
    'paks.toml',
    ['[project]\nagents = ["claude-code"]\n[skills]', ...lines, ''].join('\n'),
  );
}

const proxied = (password = 'geheim') => `proxy = "http://ada:${password}@127.0.0.1:${proxy.port}"`;
const trusting = () => `ca-file = "${join(pems, 'ca.pem')}"`;
const FROM_GIT = `pdf = { git = "https://${GIT}/tools.git", path = "pdf" }`;

function printsNoSecret({ stdout, stderr }: RunResult): void {
  expect(stdout + stderr).not.toMatch(/geheim|falsch|ada:/);
}

describe('a proxy with a password and an authority of the company', () => {
  test('by settings: metadata, archives and git all go through, the built-in git client too', async () => {
    settings(project, [proxied(), trusting()]);
    want(project, '"acme/tool" = "^1"', FROM_GIT);

    const run = await project.run('install', '--verbose');

    expect(run).toMatchObject({ exit: 0 });
    printsNoSecret(run);
    expect(new Set(proxy.requests)).toEqual(
      new Set([`CONNECT ${SKILLS}:443`, `CONNECT ${GIT}:443`]),
    );
    expect(project.read('paks.lock')).not.toMatch(/127\.0\.0\.1:\d+@|geheim/);
    expect(shown.every((line) => line.endsWith(' nobody'))).toBe(true);
  });

  test('by settings: the git program goes the same way and trusts the same', async () => {
    settings(project, [proxied(), trusting(), 'git = "program"']);
    want(project, FROM_GIT);

    const run = await project.run('install');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    printsNoSecret(run);
    expect(new Set(proxy.requests)).toEqual(new Set([`CONNECT ${GIT}:443`]));
    expect(project.exists('.claude/skills/pdf/SKILL.md')).toBe(true);
  });

  test.each(['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'])(
    'by variables: HTTPS_PROXY and %s',
    async (name) => {
      const made = newProject({
        HTTPS_PROXY: `http://ada:geheim@127.0.0.1:${proxy.port}`,
        [name]: join(pems, 'ca.pem'),
      });
      // Node itself reads its own variable only at its start; with another file Paks reads both.
      settings(made, name === 'SSL_CERT_FILE' ? [] : [trusting()]);
      want(made, '"acme/tool" = "^1"');
      expect(await made.run('install')).toMatchObject({ exit: 0 });
      expect(new Set(shown)).toEqual(new Set([`${SKILLS} nobody`]));
    },
  );

  test('a file of authorities that is not there is passed over only where the system names it', async () => {
    const made = newProject({ SSL_CERT_FILE: '/no-cert-file.crt' });
    settings(made, [proxied(), trusting()]);
    want(made, '"acme/tool" = "^1"');
    expect(await made.run('install')).toMatchObject({ exit: 0, stderr: '' });
    settings(project, [proxied(), 'ca-file = "/no-cert-file.crt"']);
    want(project, '"acme/tool" = "^1"');
    expect(await project.run('install')).toMatchObject({ exit: 2 });
  });

  test("a wrong password is the proxy's refusal, and is not printed", async () => {
    settings(project, [proxied('falsch'), trusting()]);
    want(project, '"acme/tool" = "^1"');

    const run = await project.run('install');

    expect(run.exit).toBe(6);
    expect(run.stderr).toContain(`the proxy \`127.0.0.1:${proxy.port}\``);
    printsNoSecret(run);
    expect(proxy.refused()).toBeGreaterThan(0);
  });

  test('no-proxy exempts the registry, whose name then has to be known here', async () => {
    settings(project, [proxied(), trusting(), 'no-proxy = [".corp.test"]']);
    want(project, '"acme/tool" = "^1"');

    const run = await project.run('install');

    expect(run.stderr).toContain(`the host \`${SKILLS}\` could not be found`);
    expect(proxy.requests).toEqual([]);
  });

  test('without the authority the failure is about trust, and names the setting', async () => {
    settings(project, [proxied()]);
    want(project, '"acme/tool" = "^1"');
    const run = await project.run('install');
    expect(run.exit).toBe(6);
    expect(run.stderr).toContain('`ca-file`');
  });
});

describe('the git program', () => {
  test.each([
    ['a wrong password', () => [proxied('falsch'), trusting()], 'the proxy', 'NO_PROXY'],
    ['an unknown authority', () => [proxied()], 'no trusted connection', '`ca-file`'],
  ])('tells %s as Paks itself does', async (_case, lines, message, hint) => {
    settings(project, [...lines(), 'git = "program"']);
    want(project, FROM_GIT);

    const run = await project.run('install');

    expect(run.exit).toBe(6);
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain(hint);
    printsNoSecret(run);
  });
});

describe('a certificate of the client', () => {
  const certified = () => [
    proxied(),
    trusting(),
    `cert-file = "${join(pems, 'client.pem')}"`,
    `key-file = "${join(pems, 'client.key')}"`,
  ];

  test('is shown to the registry of the settings that asks for it, and to no git host', async () => {
    settings(project, certified(), STRICT);
    want(project, '"acme/tool" = "^1"', FROM_GIT);

    expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });

    expect(new Set(shown)).toEqual(new Set([`${STRICT} ada`, `${GIT} nobody`]));
  });

  test('is shown to hosts of cert-hosts, by the git program too', async () => {
    settings(project, [...certified(), `cert-hosts = ["${GIT}"]`, 'git = "program"']);
    want(project, '"acme/tool" = "^1"', FROM_GIT);

    expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });

    expect(new Set(shown)).toEqual(new Set([`${SKILLS} nobody`, `${GIT} ada`]));
  });

  test('T15: is not shown to a registry that only the project names', async () => {
    settings(project, certified(), STRICT);
    want(project, '"acme/tool" = { version = "^1", registry = "evil" }');
    project.write(
      'paks.toml',
      `${readFileSync(join(project.path, 'paks.toml'), 'utf8')}[registries.evil]\nurl = "https://${SKILLS}"\n`,
    );
    await project.run('install');
    expect(new Set(shown)).toEqual(new Set([`${SKILLS} nobody`]));
  });

  test('a server that insists on one says so in the error', async () => {
    settings(project, [proxied(), trusting()], STRICT);
    want(project, '"acme/tool" = "^1"');
    const run = await project.run('install');
    expect(run.exit).toBe(6);
    expect(run.stderr).toContain('`cert-file`');
  });

  test.each([
    [() => ['cert-file = "/none.pem"'], 'not `key-file`'],
    [() => ['cert-file = "/none.pem"', 'key-file = "/none.key"'], 'cannot be read'],
    [
      () => [
        `cert-file = "${join(pems, 'client.pem')}"`,
        `key-file = "${join(pems, 'other.key')}"`,
      ],
      'not a private key that belongs to',
    ],
  ])('files that are no use are named before anything is asked (%#)', async (lines, message) => {
    settings(project, lines());
    want(project, '"acme/tool" = "^1"');
    const run = await project.run('install');
    expect(run.exit).toBe(2);
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toContain('PRIVATE KEY');
  });
});

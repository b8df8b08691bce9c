import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PROGRAM = join(import.meta.dirname, '..', 'node_modules', 'verdaccio', 'bin', 'verdaccio');

/** Starts verdaccio on a folder of packages that hold what the skills hold, with its requests logged as ours are. */
export async function startVerdaccio(directory, { names }) {
  const port = await freePort();
  const storage = join(directory, 'storage');
  await mkdir(storage, { recursive: true });
  for (const [index, name] of names.entries()) await writePackage(storage, name, index);
  const database = { list: names, secret: 'x'.repeat(32) };
  await writeFile(join(storage, '.verdaccio-db.json'), JSON.stringify(database));
  const config = join(directory, 'config.yaml');
  await writeFile(config, CONFIG(storage));
  const argv = [PROGRAM, '--config', config, '--listen', `127.0.0.1:${port}`];
  const child = spawn(process.execPath, argv, { stdio: 'ignore' });
  await answering(port);
  return {
    name: 'verdaccio',
    url: new URL(`http://127.0.0.1:${port}`),
    pid: child.pid,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** The address of a package's list of versions. */
export const packagePath = (name) => `/${name.replace('/', '%2f')}`;

const CONFIG = (storage) => `storage: ${storage}
web:
  enable: false
auth:
  htpasswd:
    file: ./htpasswd
uplinks: {}
packages:
  '**':
    access: $all
    publish: $authenticated
log: { type: stdout, format: json, level: http }
`;

async function writePackage(storage, name, index) {
  const versions = {};
  const time = { created: PUBLISHED, modified: PUBLISHED };
  for (let minor = 0; minor < 10; minor++) {
    const version = `1.${minor}.0`;
    time[version] = PUBLISHED;
    versions[version] = {
      name,
      version,
      description: `Helps with number ${index}`,
      license: 'MIT',
      dependencies: { '@bench/base': '^1.0.0' },
      repository: { type: 'git', url: 'https://github.com/example/skills' },
      _id: `${name}@${version}`,
      dist: {
        integrity: `sha512-${'a'.repeat(86)}==`,
        shasum: 'b'.repeat(40),
        tarball: `http://127.0.0.1/${name}/-/${index}-${version}.tgz`,
      },
    };
  }
  const folder = join(storage, name);
  await mkdir(folder, { recursive: true });
  const text = {
    name,
    versions,
    time,
    'dist-tags': { latest: '1.9.0' },
    readme: '',
    _id: name,
    _rev: '1',
    _uplinks: {},
    _distfiles: {},
    _attachments: {},
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(text));
}

const PUBLISHED = '2026-01-15T10:30:00.000Z';

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function answering(port) {
  for (let tries = 0; tries < 300; tries++) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
      sleep(1_000, false),
    ]);
    socket.destroy();
    if (isOpen) return;
    await sleep(200);
  }
  throw new Error('verdaccio did not start');
}

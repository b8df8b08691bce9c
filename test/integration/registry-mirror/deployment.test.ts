import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readSettings } from '../../../packages/registry/src/operator/readSettings.ts';
import { operatorCommands } from '../../../packages/registry/src/operator/operatorCommands.ts';
import { DEFAULT_SETTINGS } from '../../../packages/registry/src/Settings.ts';

const ROOT = resolve('.');
const DEPLOY = resolve('packages', 'registry', 'deploy');
const dockerfile = readFileSync(join(DEPLOY, 'Dockerfile'), 'utf8')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n(?:\s*#.*\n)*/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '');
const instructions = (name: string) =>
  dockerfile
    .filter((line) => line.startsWith(`${name} `))
    .map((line) => line.slice(name.length + 1));
const jsonOf = (name: string) => JSON.parse(instructions(name).at(-1) ?? '[]') as string[];

interface Service {
  readonly command?: readonly string[];
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly environment: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly read_only?: boolean;
  readonly volumes: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const compose = parse(readFileSync(join(DEPLOY, 'compose.yaml'), 'utf8'), {
  merge: true,
}) as Compose;
const servers = Object.values(compose.services).filter(({ build }) => build !== undefined);

describe('the image', () => {
  test('copies only what is in the repository, or from a stage before', () => {
    const stages = new Set<string>();
    for (const line of dockerfile) {
      const stage = /^FROM node:20-slim(?: AS (\w+))?$/.exec(line);
      if (stage !== null) stages.add(stage[1] ?? '');
      const from = /^COPY --from=(\w+) /.exec(line)?.[1];
      if (from !== undefined) expect([...stages]).toContain(from);
      if (!line.startsWith('COPY ') || from !== undefined) continue;
      const sources = line.split(' ').slice(1, -1);
      for (const source of sources) expect(existsSync(join(ROOT, source))).toBe(true);
    }
    expect([...stages]).toEqual(['build', 'libraries', '']);
  });

  test('sends all that it copies, and no installed packages, to the builder', () => {
    const ignore = readFileSync(join(DEPLOY, 'Dockerfile.dockerignore'), 'utf8').split('\n');
    const sent = ignore.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    for (const source of instructions('COPY')) {
      if (source.startsWith('--from')) continue;
      for (const path of source.split(' ').slice(0, -1)) {
        expect(sent.some((known) => `${path}/`.startsWith(`${known}/`))).toBe(true);
      }
    }
    expect(ignore).toContain('**/node_modules');
  });

  test('builds with a script that exists, and runs as nobody special', () => {
    const { scripts } = JSON.parse(readFileSync('packages/registry/package.json', 'utf8'));
    expect(scripts).toHaveProperty('build');
    expect(instructions('USER')).toEqual(['node']);
  });

  test('starts the server with settings that it knows', () => {
    expect(jsonOf('ENTRYPOINT')).toEqual(['node', '/app/dist/main.mjs']);
    const [word, ...argv] = jsonOf('CMD');
    expect(word).toBe('serve');
    const settings = readSettings(argv, undefined);
    expect(settings).toMatchObject({ host: '0.0.0.0', dataDirectory: '/data', port: 7257 });
    expect(instructions('EXPOSE')).toEqual([String(DEFAULT_SETTINGS.port)]);
    expect(instructions('VOLUME')).toEqual([settings.dataDirectory]);
  });

  test('keeps every library that the bundle leaves out', () => {
    const { dependencies } = JSON.parse(readFileSync('packages/registry/package.json', 'utf8'));
    const config = readFileSync('packages/registry/rolldown.config.js', 'utf8');
    for (const name of ['@electric-sql/pglite', 'pg']) {
      expect(dependencies).toHaveProperty([name]);
      expect(config.replaceAll('\\', '')).toContain(name);
    }
  });
});

describe('the compose file', () => {
  test('runs two servers on one database, each with a read-only root', () => {
    expect(servers).toHaveLength(2);
    for (const server of servers) {
      expect(server.read_only).toBe(true);
      expect(Object.keys(server.depends_on ?? {})).toEqual(['database']);
      expect(server.environment['DATABASE_URL']).toContain('@database:5432/paks');
    }
  });

  test('names files, volumes and settings that exist', () => {
    for (const { build, command = [], volumes } of servers) {
      const context = join(DEPLOY, build?.context ?? '');
      expect(context).toBe(ROOT);
      expect(existsSync(join(context, build?.dockerfile ?? ''))).toBe(true);
      const [word, ...argv] = command.map((text) =>
        text.startsWith('${PUBLIC_URL') ? 'https://skills.example.com' : text,
      );
      expect(word).toBe('serve');
      expect(readSettings(argv, undefined)).toMatchObject({
        publicUrl: 'https://skills.example.com',
        trustProxy: true,
        allowedHosts: ['github.com', 'gitlab.com'],
      });
      for (const volume of volumes) {
        expect(compose.volumes).toHaveProperty(volume.split(':')[0] ?? '');
      }
    }
  });
});

describe('the operator guide', () => {
  test('shows commands that exist', () => {
    const guide = readFileSync('docs/registry/README.md', 'utf8');
    const shown = [...guide.matchAll(/^(?:\S+=\S+ )*paks-registry (.+)$/gm)].map(
      ([, words = '']) => words,
    );
    expect(shown.length).toBeGreaterThan(8);
    for (const words of shown) {
      const known = ['serve', ...operatorCommands.map((command) => command.words)];
      const found = known.find((word) => `${words} `.startsWith(`${word} `));
      expect([words, found]).toEqual([words, expect.any(String)]);
      const argv = words
        .replaceAll(/\s*\\?$/g, '')
        .split(' ')
        .slice(1);
      if (found === 'serve') expect(() => readSettings(argv, undefined)).not.toThrow();
    }
  });
});

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildCommandLine } from '../helpers/buildCommandLine.ts';
import { readTree } from '../helpers/readTree.ts';
import { skillText } from '../helpers/startWorld.ts';

const BESIDE = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'schemas'];

const NOTICES = 'THIRD_PARTY_NOTICES.txt';

let base: string;
let folder: string;
let packed: PackedFiles;

/** What `npm pack --json` says of a tarball. */
interface PackedFiles {
  readonly filename: string;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'paks-smoke-'));
  folder = join(base, 'user');
  mkdirSync(folder);
  const project = join(base, 'project');
  for (const name of BESIDE) cpSync(name, join(project, name), { recursive: true });
  const built = buildCommandLine();
  for (const file of [...Object.keys(built.modules), NOTICES]) {
    cpSync(join(built.directory, file), join(project, 'dist', file), { recursive: true });
  }
  const output = run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', base],
    project,
  );
  [packed] = JSON.parse(output) as [PackedFiles];
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const tarball = join(base, packed.filename);
  run(
    'npm',
    ['install', '--offline', '--no-audit', '--no-fund', '--omit=optional', tarball],
    folder,
  );
}, 120_000);

afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Runs a program to its end as a user who has nothing configured; throws when it fails. */
function run(program: string, args: readonly string[], directory: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: directory,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: join(base, 'home'),
      npm_config_cache: join(base, 'npm-cache'),
      npm_config_update_notifier: 'false',
    },
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

function paks(...args: readonly string[]): string {
  return run('npx', ['--no-install', 'paks', ...args], folder);
}

describe('the package', () => {
  test('holds the bundle, the schemas and what a person reads, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path);

    expect(paths).toEqual(
      expect.arrayContaining([...BESIDE.slice(0, 4), 'dist/main.mjs', 'schemas/paks.schema.json']),
    );
    expect(paths.filter((path) => !EXPECTED.test(path))).toEqual([]);
  });

  test('brings the terms of every library that is bundled', () => {
    const { modules } = buildCommandLine();
    const bundled = new Set(
      Object.values(modules)
        .flat()
        .flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
    );
    const notices = readFileSync(join(folder, 'node_modules', 'paks', 'dist', NOTICES), 'utf8');

    expect(bundled.size).toBeGreaterThan(20);
    expect([...bundled].filter((name) => !notices.includes(`Name: ${name}\n`))).toEqual([]);
  });

  test('needs nothing at run time but what may be missing', () => {
    const { dependencies = {} } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies?: Record<string, string>;
    };

    expect(dependencies).toEqual({});
    expect(
      Object.keys(readTree(join(folder, 'node_modules'))).filter(
        (path) => !/^(?:paks|\.bin)\//.test(path),
      ),
    ).toEqual(['.package-lock.json']);
  });

  test('runs: version, init, add, install', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    mkdirSync(join(folder, 'style'));
    writeFileSync(join(folder, 'style', 'SKILL.md'), skillText('style'));

    expect(paks('--version')).toBe(`${version}\n`);
    paks('init', '--project');
    paks('add', './style');
    rmSync(join(folder, '.agents'), { recursive: true });
    expect(paks('install')).toContain('1 skill');
    expect(paks('install')).toBe('1 skill up to date.\n');

    expect(readFileSync(join(folder, '.agents/skills/style/SKILL.md'), 'utf8')).toBe(
      skillText('style'),
    );
    expect(paks('list')).toContain('style');
  }, 60_000);
});

const EXPECTED =
  /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/(?:main|library)\.mjs|dist\/chunks\/[\w-]+\.mjs|dist\/THIRD_PARTY_NOTICES\.txt|schemas\/[\w./-]+\.json)$/;

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BuiltCommandLine, buildCommandLine } from '../../helpers/buildCommandLine.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { recordLoads } from '../../helpers/recordLoads.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let built: BuiltCommandLine;

beforeAll(async () => {
  built = buildCommandLine();
  world = await startWorld();
  await world.publishAll(
    ['base', 'left', 'right'].flatMap((name) =>
      ['1.0.0', '1.1.0', '1.2.0'].map((version) => ({ account: 'acme', name, version })),
    ),
  );
});

afterAll(() => world.close());

const MANIFEST = `[project]
agents = ["claude-code"]

[skills]
"acme/base" = "1.0.0"

[install]
link = "auto"
`;

/** A committed project with the driver set up, and `paks` on the PATH of its git. */
async function start(...settings: readonly string[]): Promise<{
  readonly project: TemporaryProject;
  readonly git: (...args: readonly string[]) => {
    readonly status: number | null;
    readonly text: string;
  };
}> {
  const project = world.project({ manifest: MANIFEST });
  const bin = join(project.home, 'bin');
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'paks'),
    `#!/bin/sh\nexec "${process.execPath}" "${built.entry}" "$@"\n`,
    {
      mode: 0o755,
    },
  );
  const env = {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    HOME: project.home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Tester',
    GIT_AUTHOR_EMAIL: 'tester@example.test',
    GIT_COMMITTER_NAME: 'Tester',
    GIT_COMMITTER_EMAIL: 'tester@example.test',
    // The driver asks nobody: there is nobody to ask.
    PAKS_REGISTRY: 'http://127.0.0.1:9',
  };
  const git = (...args: readonly string[]) => {
    const run = spawnSync('git', args, { cwd: project.path, env, encoding: 'utf8' });
    return { status: run.status, text: `${run.stdout}${run.stderr}` };
  };
  git('init', '-q', '-b', 'main');
  for (const setting of settings) git('config', ...setting.split('='));
  await project.run('install');
  expect((await project.run('init', '--project', '--merge-driver')).exit).toBe(0);
  git('add', '-A');
  git('commit', '-q', '-m', 'start');
  return { project, git };
}

type Git = Awaited<ReturnType<typeof start>>['git'];

/** Runs commands on a branch of `main` and commits what they did. */
async function branch(
  { project, git }: { readonly project: TemporaryProject; readonly git: Git },
  name: string,
  ...commands: readonly (readonly string[])[]
): Promise<void> {
  git('switch', '-q', '-c', name, 'main');
  for (const command of commands) expect((await project.run(...command)).exit).toBe(0);
  git('add', '-A');
  git('commit', '-q', '-m', name);
}

/** The manifest of one branch stands below that of the other: a person would settle it so. */
function settleManifest(project: TemporaryProject): void {
  const lines = project.read('paks.toml').split('\n');
  project.write('paks.toml', lines.filter((line) => !/^[<|=>]{7}/.test(line)).join('\n'));
}

describe('the merge driver of paks.lock, called by git', () => {
  test.each(['merge', 'diff3'])(
    'merges branches that add different skills, with conflict style %s',
    async (style) => {
      const { project, git } = await start(`merge.conflictStyle=${style}`);
      await branch({ project, git }, 'left', ['add', 'acme/left']);
      await branch({ project, git }, 'right', ['add', 'acme/right']);

      const merge = git('merge', 'left', '-m', 'both');

      expect(merge.text).toContain('paks.lock merged: 3 skills.');
      expect(git('diff', '--name-only', '--diff-filter=U').text).toBe('paks.toml\n');
      settleManifest(project);
      expect(project.read('paks.lock')).not.toContain('<<<<<<<');
      expect(await project.run('lock', '--check')).toMatchObject({ exit: 0 });
      expect(project.read('paks.lock').match(/^name = /gm)).toHaveLength(3);
    },
  );

  test('rebases one branch onto another', async () => {
    const { project, git } = await start();
    await branch({ project, git }, 'left', ['add', 'acme/left', '--group', 'one']);
    await branch({ project, git }, 'right', ['update', 'acme/base']);
    project.write('paks.toml', project.read('paks.toml').replace('"1.0.0"', '"^1.0.0"'));
    expect((await project.run('update')).exit).toBe(0);
    git('commit', '-q', '-a', '-m', 'newer base');

    const rebase = git('rebase', 'left');

    expect(rebase.status).toBe(0);
    expect(project.read('paks.lock')).toContain('version = "1.2.0"');
    expect(await project.run('lock', '--check')).toMatchObject({ exit: 0 });
  });

  test('takes a skill out that one branch removed and the other left alone', async () => {
    const { project, git } = await start();
    await branch({ project, git }, 'left', ['remove', 'acme/base']);
    await branch({ project, git }, 'right', ['add', 'acme/right', '--group', 'one']);

    expect(git('merge', 'left', '-m', 'both').status).toBe(0);

    expect(project.read('paks.lock')).not.toContain('acme/base');
    expect(await project.run('lock', '--check')).toMatchObject({ exit: 0 });
  });

  test('leaves two versions of one skill between markers, which `paks install` settles', async () => {
    const { project, git } = await start();
    for (const [name, version] of [
      ['left', '1.1.0'],
      ['right', '1.2.0'],
    ] as const) {
      git('switch', '-q', '-c', name, 'main');
      project.write('paks.toml', MANIFEST.replace('"1.0.0"', `"${version}"`));
      expect((await project.run('install')).exit).toBe(0);
      git('commit', '-q', '-a', '-m', name);
    }

    const merge = git('merge', 'left');

    expect(merge.status).toBe(1);
    expect(merge.text).toContain('both sides changed `acme/base`');
    expect(project.read('paks.lock').match(/^(?:<{7}|\|{7}|={7}|>{7})/gm)).toHaveLength(4);
    project.write('paks.toml', MANIFEST.replace('"1.0.0"', '"1.1.0"'));
    const install = await project.run('install');
    expect(install.exit).toBe(0);
    expect(install.stderr).toContain('both sides had changed `acme/base`');
    expect(project.read('paks.lock')).toContain('version = "1.1.0"');
  });

  test('loads no library that talks to a network or to git, and says what it did as JSON', async () => {
    const project = world.project({ manifest: MANIFEST });
    await project.run('install');
    const lock = readFileSync(join(project.path, 'paks.lock'), 'utf8');
    for (const file of ['o', 'a', 'b']) project.write(file, lock);

    const argv = ['lock', '--merge-driver', 'o', 'a', 'b', '--json'];
    const run = await recordLoads(built, argv, { project, registry: 'http://127.0.0.1:9' });

    expect(run.end).toMatchObject({ exit: 0, stderr: '' });
    const document: unknown = JSON.parse(run.end.stdout);
    expectMatchesOutputSchema('lock', document);
    expect(document).toMatchObject({ result: { merged: true, skills: 1, conflicts: [] } });
    expect(project.read('a')).toBe(lock);
    expect(run.modules.filter((path) => /src\/(?:git|registry|fetchers)\//.test(path))).toEqual([]);
    expect(run.modules.filter((path) => /isomorphic-git|make-fetch-happen/.test(path))).toEqual([]);
    const outside = ['http', 'https', 'http2', 'tls', 'dns'];
    expect(outside.filter((name) => run.builtins.has(name))).toEqual([]);
  });
});

describe('setting it up', () => {
  test('writes the committed line and the configuration of this clone, nobody else’s', async () => {
    const { project, git } = await start();
    expect(project.read('.gitattributes')).toBe('paks.lock merge=paks\n');
    expect(git('config', '--local', 'merge.paks.driver').text).toBe(
      'paks lock --merge-driver %O %A %B\n',
    );
    expect(existsSync(join(project.home, '.gitconfig'))).toBe(false);

    const again = await project.run('init', '--project', '--merge-driver', '--json');
    expect(again.json()).toMatchObject({
      result: { created: false, mergeDriver: { attributes: 'unchanged', config: 'written' } },
    });
    expectMatchesOutputSchema('init', again.json());
    expect(project.read('paks.toml')).toBe(MANIFEST);
  });

  test('needs a git repository, and writes nothing without one', async () => {
    const project = world.project();

    const run = await project.run('init', '--project', '--merge-driver');

    expect(run.exit).toBe(2);
    expect(run.stderr).toContain('is in no git repository');
    expect(project.tree()).toEqual({});
  });

  test('is not done unasked', async () => {
    const project = world.project();
    const run = await project.run('init', '--project', '--json');
    expect(run.json()).toMatchObject({ result: { created: true, mergeDriver: null } });
    expectMatchesOutputSchema('init', run.json());
    expect(Object.keys(project.tree())).toEqual(['paks.toml']);
  });

  test('files that are not there are named', async () => {
    const project = world.project();
    const run = await project.run('lock', '--merge-driver', 'o', 'a', 'b');
    expect(run.exit).toBe(2);
    expect(run.stderr).toContain('there is no file `o` to merge');
  });
});

import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readArchive } from '../../../src/io/archive.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { collectFiles } from '../../helpers/skillFiles.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';
import { SKILL } from './deploySkill.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

const CONFIG = '[user]\n  name = Ann\n  email = ann@example.org\n[init]\n  defaultBranch = main\n';

function git(project: TemporaryProject, ...args: readonly string[]): string {
  const env = { PATH: process.env['PATH'], HOME: project.home, GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', ['-C', project.path, ...args], {
    env,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

/** A working copy of many skills with these settings, nothing committed yet. */
function workingCopy(files: Readonly<Record<string, string>>, config = ''): TemporaryProject {
  const project = world.project({
    files: {
      'README.md': '# Skills\n',
      'skills/deploy/SKILL.md': SKILL,
      'skills/deploy/README.md': '# Deploy\n',
      'skills/other/SKILL.md': SKILL.replace('name: deploy', 'name: other'),
      ...files,
    },
  });
  writeFileSync(join(project.home, '.gitconfig'), CONFIG + config);
  git(project, 'init', '-q');
  return project;
}

function commit(project: TemporaryProject): void {
  git(project, 'add', '--all');
  git(project, 'commit', '-q', '-m', 'Skills');
}

async function servedByRegistry(project: TemporaryProject, account: string): Promise<string> {
  const repository = await world.repository(account);
  git(project, 'tag', 'deploy@1.2.0');
  git(project, 'push', '-q', repository.path, 'main', 'deploy@1.2.0');
  world.registry.allowHost(new URL(world.git.url).host);
  const token = await world.registry.createToken(account);
  const published = await fetch(`${world.registry.url}/api/skills/index`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({
      repository: `${world.git.url}/${account}.git`,
      tag: 'deploy@1.2.0',
      skill_path: 'skills/deploy',
    }),
  });
  if (published.status !== 201) throw new Error(await published.text());
  const address = `${world.registry.url}/api/skills/${account}/deploy/versions/1.2.0/archive`;
  return Buffer.from(await (await fetch(address)).arrayBuffer()).toString('base64');
}

const packed = (project: TemporaryProject) =>
  readFileSync(join(project.path, 'deploy-1.2.0.tgz')).toString('base64');

async function pathsIn(project: TemporaryProject): Promise<readonly string[]> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield readFileSync(join(project.path, 'deploy-1.2.0.tgz'));
  }
  return (await collectFiles(readArchive(pieces()))).map(({ path }) => path);
}

describe('pack in a git repository', () => {
  test('a skill among many gives the bytes of the registry, programs and links too', async () => {
    const project = workingCopy({ 'skills/deploy/run.sh': '#!/bin/sh\nexit 0\n' });
    chmodSync(join(project.path, 'skills/deploy/run.sh'), 0o755);
    symlinkSync('README.md', join(project.path, 'skills/deploy/NOTES.md'));
    commit(project);
    const served = await servedByRegistry(project, 'one');

    const run = await project.run('pack', 'skills/deploy');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).not.toContain('!');
    expect(packed(project)).toBe(served);
  });

  test('line ends that git converts, and modes that only git knows, are as in the commit', async () => {
    const project = workingCopy(
      { 'skills/deploy/notes.md': 'one\r\ntwo\r\n', 'skills/deploy/run.sh': '#!/bin/sh\n' },
      '[core]\n  autocrlf = true\n',
    );
    git(project, 'config', 'core.fileMode', 'false');
    git(project, 'add', '--all');
    git(project, 'update-index', '--chmod=+x', 'skills/deploy/run.sh');
    git(project, 'commit', '-q', '-m', 'Skills');
    project.write('skills/deploy/SKILL.md', SKILL.replaceAll('\n', '\r\n'));
    const served = await servedByRegistry(project, 'two');

    const run = await project.run('pack', 'skills/deploy');

    expect(run.stdout).toMatch(/run\.sh +755 /);
    expect(packed(project)).toBe(served);
  });

  test('what is not committed is in it and named, what git ignores is neither', async () => {
    const project = workingCopy({ '.gitignore': '*.log\n/skills/*/build/\n' });
    commit(project);
    const files = { 'new.md': 'new\n', 'debug.log': 'x\n', 'build/out.md': 'x\n' };
    for (const [path, text] of Object.entries(files)) project.write(`skills/deploy/${path}`, text);
    project.write('skills/deploy/README.md', '# Changed\n');

    const run = await project.run('pack', 'skills/deploy');

    expect(run.exit).toBe(0);
    expect(run.stdout).toContain(
      '! a registry builds from a commit, and this is in none yet: `README.md`, `new.md`\n',
    );
    expect(run.stdout).toContain('! left out, because git ignores it: `build/`, `debug.log`\n');
    expect(await pathsIn(project)).toEqual(['README.md', 'SKILL.md', 'new.md']);
  });

  test('before the first commit everything is new, and packed', async () => {
    const project = workingCopy({});

    const run = await project.run('pack', 'skills/deploy');

    expect(run.stdout).toContain('in none yet: `README.md`, `SKILL.md`\n');
    expect(await pathsIn(project)).toEqual(['README.md', 'SKILL.md']);
  });

  test('the repository stays as it was: index, objects and status', async () => {
    const project = workingCopy({});
    commit(project);
    project.write('skills/deploy/new.md', 'new\n');
    const state = () => [
      git(project, 'status', '--porcelain'),
      git(project, 'count-objects'),
      git(project, 'ls-files', '--stage'),
    ];
    const before = state();

    await project.run('pack', 'skills/deploy', '--dry-run');

    expect(state()).toEqual(before);
  });

  test('a directory that git ignores is packed as it lies there', async () => {
    const project = workingCopy({ '.gitignore': '/skills/\n' });
    commit(project);

    const run = await project.run('pack', 'skills/deploy');

    expect(run.exit).toBe(0);
    expect(await pathsIn(project)).toEqual(['README.md', 'SKILL.md']);
  });

  test('where git cannot be asked what it ignores, nothing is packed', async () => {
    const broken = workingCopy({ '.gitignore': '.env\n', 'skills/deploy/.env': 'KEY=1\n' });
    writeFileSync(join(broken.path, '.git', 'config'), '[core\n');
    const run = await broken.run('pack', 'skills/deploy');
    expect(run).toMatchObject({ exit: 1, stdout: '' });
    expect(run.stderr).toContain('bad config line');
    const { json } = await broken.run('pack', 'skills/deploy', '--json');
    expect(json()).toMatchObject({ error: { code: 'GIT_REFUSED' } });

    const environment = { PATH: '/nowhere' };
    const files = { 'deploy/SKILL.md': SKILL };
    expect(await world.project({ files, environment }).run('pack', 'deploy')).toMatchObject({
      exit: 0,
    });
    const without = world.project({ files: { ...files, '.git/HEAD': '' }, environment });
    expect((await without.run('pack', 'deploy')).stderr).toContain(
      'error: the `git` program is needed to pack',
    );
  });

  test('T07: a repository inside the skill is refused', async () => {
    const project = workingCopy({ 'skills/deploy/inner/a.md': 'a\n' });
    git(project, '-C', 'skills/deploy/inner', 'init', '-q');
    git(project, '-C', 'skills/deploy/inner', 'add', '--all');
    git(project, '-C', 'skills/deploy/inner', 'commit', '-q', '-m', 'Inner');

    const run = await project.run('pack', 'skills/deploy');

    expect(run).toMatchObject({ exit: 5, stdout: '' });
    expect(run.stderr).toContain('`inner` is a git repository inside the skill');
  });

  test('T02: a link out of the skill is refused, as the registry refuses it', async () => {
    const project = workingCopy({});
    symlinkSync('../other/SKILL.md', join(project.path, 'skills/deploy/notes.md'));

    expect(await project.run('pack', 'skills/deploy')).toMatchObject({ exit: 5, stdout: '' });
  });
});

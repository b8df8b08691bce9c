import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let files: Readonly<Record<string, string>>;

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'deploy', version: '1.0.0' });
  await world.publish({ account: 'acme', name: 'deploy', version: '1.1.0' });
  const tools = await world.repository('tools');
  await tools.commit({ 'pdf/SKILL.md': skillText('pdf') });
  const manifest = [
    '# a comment that stays',
    '[project]',
    'agents = ["claude-code", "cursor"]',
    '[skills]',
    '"acme/deploy"   = "^1"',
    `pdf = { git = "${world.git.url}/tools.git", path = "pdf" }`,
    'style = { path = "./skills/style" }',
    '',
  ].join('\n');
  const project = world.project({
    manifest,
    files: { 'skills/style/SKILL.md': skillText('style') },
  });
  expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });
  files = {
    'paks.toml': manifest,
    'paks.lock': project.read('paks.lock'),
    'skills/style/SKILL.md': skillText('style'),
    '.gitignore': 'node_modules\n',
    '.claude/settings.json': '{}\n',
    '.claude/skills/own/SKILL.md': skillText('own'),
  };
});

afterAll(() => world.close());

/** Everything of a project and its user that is not a skill, Paks's own state, or a cache. */
function besides(project: TemporaryProject): Readonly<Record<string, string>> {
  const base = dirname(project.path);
  const found: Record<string, string> = {};
  for (const entry of readdirSync(base, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(base, path);
    if (!entry.isFile() || WRITTEN.test(name)) continue;
    const { mtimeMs, ctimeMs, ino, mode } = lstatSync(path);
    found[name] = `${mtimeMs} ${ctimeMs} ${ino} ${mode} ${readFileSync(path, 'utf8')}`;
  }
  return found;
}

const WRITTEN =
  /^home\/\.cache\/paks\/|^project\/(?:\.paks\/|\.(?:claude|agents)\/skills\/(?:deploy|pdf|style)\/|\.(?:claude|agents)\/skills\/\.gitignore$)/;

describe('a frozen install', () => {
  test.each([
    ['ci'],
    ['install', '--frozen-lockfile'],
    ['install', '--frozen-lockfile', '--force'],
  ])('writes skills and nothing else: %s %s %s', async (...argv) => {
    const project = world.project({ files });
    const before = besides(project);

    const run = await project.run(...argv);

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.exists('.claude/skills/pdf/SKILL.md')).toBe(true);
    expect(besides(project)).toEqual(before);
    expect(Object.keys(before)).toContain('project/paks.lock');

    project.remove('.agents');
    expect(await project.run(...argv)).toMatchObject({ exit: 0, stderr: '' });
    expect(besides(project)).toEqual(before);
  });

  test('and an ordinary one with a lock that answers writes no more than that', async () => {
    const project = world.project({ files });
    const before = besides(project);

    expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });
    expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });

    expect(besides(project)).toEqual(before);
  });

  test.each([
    ['an outdated lock', { 'paks.toml': '[skills]\n"acme/deploy" = "^2"\n' }, 3],
    ['a lock of a newer format', { 'paks.lock': 'version = 99\n' }, 2],
    ['a manifest that cannot be read', { 'paks.toml': '[skills\n' }, 2],
  ])('that fails writes nothing at all: %s', async (_, changed, exit) => {
    const project = world.project({ files: { ...files, ...changed } });
    const before = besides(project);

    const run = await project.run('ci');

    expect(run.exit).toBe(exit);
    expect(besides(project)).toEqual(before);
    expect(project.exists('.agents')).toBe(false);
  });
});

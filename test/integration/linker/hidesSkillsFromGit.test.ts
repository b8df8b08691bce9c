import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type LinkWorld, linkWorld } from '../../helpers/linkWorld.ts';
import { editableLink } from '../../helpers/links.ts';
import { temporaryFolders, writeFiles } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();

function gitWorld(): LinkWorld {
  const world = linkWorld(temporaryFolder());
  git(world, 'init', '--quiet');
  return world;
}

function git(world: LinkWorld, ...parameters: string[]): string {
  return execFileSync('git', ['-C', world.root, ...parameters], { encoding: 'utf8' });
}

const status = (world: LinkWorld): string[] =>
  git(world, 'status', '--porcelain', '--untracked-files=all').split('\n').filter(Boolean);

test('git sees hand-written siblings but no trace of installed skills', async () => {
  const world = gitWorld();
  writeFiles(world.root, { 'work/live/SKILL.md': 'x' });
  git(world, 'add', 'work');
  writeFiles(world.skills, { 'mine/SKILL.md': 'mine' });
  await world.install([
    await world.link('pdf'),
    await world.link('acme/deploy as acme/deploy'),
    editableLink('live', join(world.root, 'work/live'), world.skills),
  ]);
  expect(status(world)).toEqual(['A  work/live/SKILL.md', '?? .claude/skills/mine/SKILL.md']);
});

test('the last skill takes the file with it, but not lines of the user', async () => {
  const world = gitWorld();
  writeFiles(world.skills, { '.gitignore': '*.log\n' });
  await world.install([await world.link('pdf')]);
  expect(status(world)).toEqual(['?? .claude/skills/.gitignore']);
  await world.install([]);
  expect(readFileSync(join(world.skills, '.gitignore'), 'utf8')).toBe('*.log\n');
});

test('skills to be committed are not hidden, and are no longer once that is asked for', async () => {
  const world = gitWorld();
  const wanted = [await world.link('pdf')];
  await world.install(wanted);
  expect(status(world)).toEqual([]);
  await world.install(wanted, { vendor: true });
  expect(status(world)).toHaveLength(3);
});

test('a file that someone deleted or emptied is written again', async () => {
  const world = gitWorld();
  const wanted = [await world.link('pdf')];
  await world.install(wanted);
  writeFileSync(join(world.skills, '.gitignore'), '');
  await world.install(wanted);
  expect(status(world)).toEqual([]);
});

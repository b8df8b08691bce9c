import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { agents } from '../../../src/agents/agents.ts';
import { findAgent } from '../../../src/agents/selectAgents.ts';
import { targetDirectories } from '../../../src/agents/targetDirectories.ts';
import { resolveDirectories } from '../../../src/linker/parents.ts';
import { type LinkWorld, linkWorld, snapshot } from '../../helpers/linkWorld.ts';
import { temporaryFolders, writeFiles } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();
const unsafe = { code: 'UNSAFE_TARGET' };

function directoriesFor(world: LinkWorld, ...ids: string[]) {
  const chosen = ids.map((id) => findAgent(agents, id));
  const targets = targetDirectories(chosen, { kind: 'project', root: world.root });
  return resolveDirectories(world.context(), targets);
}

describe('T02, L5: an agent directory that leaves the project through a link', () => {
  test.each([['.claude'], ['.claude/skills']])('is refused when `%s` is the link', async (link) => {
    const folder = temporaryFolder();
    const world = linkWorld(folder);
    const outside = join(folder, 'outside');
    mkdirSync(join(outside, 'skills'), { recursive: true });
    mkdirSync(join(world.root, link, '..'), { recursive: true });
    symlinkSync(outside, join(world.root, link));
    expect(() => directoriesFor(world, 'claude-code')).toThrow(expect.objectContaining(unsafe));
    await expect(world.install([await world.link('pdf')], { force: true })).rejects.toMatchObject(
      unsafe,
    );
    expect(Object.keys(snapshot(outside))).toEqual(['skills']);
  });

  test('is refused when it appears after the install, also for removing', async () => {
    const folder = temporaryFolder();
    const world = linkWorld(folder);
    const outside = join(folder, 'outside');
    await world.install([await world.link('pdf')]);
    writeFiles(outside, { 'skills/pdf/SKILL.md': 'precious', 'skills/.pdf.paks-0123456789ab': '' });
    const { root } = world;
    const moved = linkWorld(temporaryFolder());
    mkdirSync(join(moved.root, '.paks'));
    const state = '.paks/state.json';
    writeFileSync(join(moved.root, state), readFileSync(join(root, state)));
    symlinkSync(outside, join(moved.root, '.claude'));
    const before = snapshot(outside);
    await expect(moved.install([], { force: true })).rejects.toMatchObject(unsafe);
    expect(snapshot(outside)).toEqual(before);
  });

  test('is refused when it leads nowhere', () => {
    const world = linkWorld(temporaryFolder());
    symlinkSync('/nowhere/at/all', join(world.root, '.claude'));
    expect(() => directoriesFor(world, 'claude-code')).toThrow(expect.objectContaining(unsafe));
  });

  test('an account that is a link is refused for personal skills too', async () => {
    const folder = temporaryFolder();
    const world = linkWorld(folder);
    const home = join(folder, 'home/.stakpak/skills');
    mkdirSync(home, { recursive: true });
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(home, 'acme'));
    const link = await world.link('acme/deploy as acme/deploy', 'x', home);
    await expect(world.install([link], { scope: 'user' })).rejects.toMatchObject(unsafe);
    expect(snapshot(join(folder, 'elsewhere'))).toEqual({});
  });
});

test('T02: a link in the place of `.paks`, the ledger or the backup is not written through', async () => {
  for (const [place, force] of [
    ['.paks', false],
    ['.paks/state.json', false],
    ['.paks/backup', true],
  ] as const) {
    const folder = temporaryFolder();
    const world = linkWorld(folder);
    const outside = join(folder, 'outside');
    mkdirSync(outside);
    mkdirSync(join(world.root, place, '..'), { recursive: true });
    writeFiles(world.skills, { 'pdf/SKILL.md': 'mine' });
    symlinkSync(outside, join(world.root, place));
    const wanted = [await world.link('docx'), ...(force ? [await world.link('pdf')] : [])];
    await expect(world.install(wanted, { force })).rejects.toMatchObject(unsafe);
    expect(snapshot(outside)).toEqual({});
    expect(Object.keys(snapshot(world.skills))).toEqual(['pdf', 'pdf/SKILL.md']);
  }
});

test('T02: a `.gitignore` that is a link is left alone', async () => {
  const folder = temporaryFolder();
  const world = linkWorld(folder);
  writeFileSync(join(folder, 'outside'), 'mine');
  mkdirSync(world.skills, { recursive: true });
  symlinkSync(join(folder, 'outside'), join(world.skills, '.gitignore'));
  await world.install([await world.link('pdf')]);
  expect(readFileSync(join(folder, 'outside'), 'utf8')).toBe('mine');
  expect(snapshot(world.skills)['.gitignore']).toMatch(/^-> /);
});

describe('agent directories that are one', () => {
  test('are served once, under the directory itself', async () => {
    const world = linkWorld(temporaryFolder());
    mkdirSync(join(world.root, '.agents/skills'), { recursive: true });
    mkdirSync(join(world.root, '.claude'));
    symlinkSync('../.agents/skills', world.skills);
    const directories = directoriesFor(world, 'claude-code', 'cursor');
    expect(directories).toEqual([
      {
        directory: join(world.root, '.agents/skills'),
        layout: 'flat',
        agents: ['claude-code', 'cursor'],
      },
    ]);
  });

  test('keep their spelling when the project itself is reached through a link', () => {
    const folder = temporaryFolder();
    const world = linkWorld(folder);
    symlinkSync(world.root, join(folder, 'link'));
    const linked = { ...world.context(), root: join(folder, 'link') };
    const directory = join(folder, 'link', '.claude', 'skills');
    const target = { directory, layout: 'flat' as const, agents: ['claude-code'] };
    expect(resolveDirectories(linked, [target])).toEqual([target]);
  });

  test('may lie elsewhere for personal skills', () => {
    const folder = temporaryFolder();
    const world = linkWorld(folder);
    mkdirSync(join(folder, 'dotfiles/skills'), { recursive: true });
    symlinkSync(join(folder, 'dotfiles'), join(folder, '.claude'));
    const directory = join(folder, '.claude/skills');
    const targets = [{ directory, layout: 'flat' as const, agents: ['claude-code'] }];
    const [resolved] = resolveDirectories(world.context({ scope: 'user' }), targets);
    expect(resolved?.directory).toBe(join(folder, 'dotfiles/skills'));
  });
});

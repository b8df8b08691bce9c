import { chmodSync, cpSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { applyLinks } from '../../../src/linker/applyLinks.ts';
import type { Target, WantedLink } from '../../../src/linker/Link.ts';
import { isSettled } from '../../../src/linker/LinkPlan.ts';
import { readLedger } from '../../../src/linker/ownership.ts';
import { planLinks } from '../../../src/linker/planLinks.ts';
import { scanInstalled } from '../../../src/linker/scanInstalled.ts';
import { linkWorld, snapshot } from '../../helpers/linkWorld.ts';
import { editableLink } from '../../helpers/links.ts';
import { temporaryFolders, writeFiles } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();

test('a skill is a real directory with the bytes and modes of the store', async () => {
  const world = linkWorld(temporaryFolder());
  await world.install([await world.link('pdf')]);
  expect(snapshot(join(world.skills, 'pdf'))).toEqual({
    'SKILL.md': '644 ---\nname: x\ndescription: pdf\n---\n',
    references: '/',
    'references/notes.md': '644 pdf',
    scripts: '/',
    'scripts/run.sh': '755 #!/bin/sh\necho pdf\n',
  });
});

test('L2: installing again changes nothing, with and without reading every byte', async () => {
  const world = linkWorld(temporaryFolder());
  const wanted = [await world.link('pdf'), await world.link('acme/deploy')];
  await world.install(wanted);
  const before = snapshot(world.root);
  for (const thorough of [false, true]) {
    const { plan, facts } = await world.install(wanted, { thorough });
    expect(isSettled(plan)).toBe(true);
    expect([...facts.values()].map(({ state }) => state)).toEqual(['intact', 'intact']);
  }
  expect(snapshot(world.root)).toEqual(before);
});

test('another content replaces the old one and leaves nothing beside it', async () => {
  const world = linkWorld(temporaryFolder());
  await world.install([await world.link('pdf', 'old')]);
  await world.install([await world.link('pdf', 'new')]);
  expect(readFileSync(join(world.skills, 'pdf', 'references', 'notes.md'), 'utf8')).toBe('new');
  expect(Object.keys(snapshot(world.root))).not.toContainEqual(expect.stringContaining('.paks-'));
});

describe('removing', () => {
  test('takes the skill, and the directories Paks made once they are empty', async () => {
    const world = linkWorld(temporaryFolder());
    const pdf = await world.link('pdf');
    await world.install([pdf, await world.link('docx')]);
    await world.install([pdf]);
    expect(Object.keys(snapshot(world.skills))).not.toContain('docx');
    const { ledger } = await world.install([]);
    expect(snapshot(world.root)).toEqual({});
    expect([ledger.rows.size, ledger.made.size]).toEqual([0, 0]);
  });

  test('leaves directories that were there before, and whatever else is in them', async () => {
    const world = linkWorld(temporaryFolder());
    writeFiles(world.root, { '.claude/settings.json': '{}' });
    await world.install([await world.link('pdf')]);
    await world.install([]);
    expect(Object.keys(snapshot(world.root))).toEqual(['.claude', '.claude/settings.json']);
  });

  test('takes an account that has no skill left', async () => {
    const world = linkWorld(temporaryFolder());
    const link = await world.link('acme/deploy as acme/deploy');
    await world.install([link]);
    expect(Object.keys(snapshot(world.skills))).toContain('acme/deploy');
    await world.install([]);
    expect(snapshot(world.root)).toEqual({});
  });
});

describe('links', () => {
  test('a folder of the project is linked live, relative to where it is linked from', async () => {
    const folder = temporaryFolder();
    const world = linkWorld(folder);
    writeFiles(world.root, { 'skills/house/SKILL.md': 'first' });
    const wanted = [editableLink('house', join(world.root, 'skills/house'), world.skills)];
    await world.install(wanted);
    writeFiles(world.root, { 'skills/house/SKILL.md': 'second' });
    expect(readFileSync(join(world.skills, 'house', 'SKILL.md'), 'utf8')).toBe('second');
    expect(snapshot(world.skills)['house']).toBe('-> ../../skills/house');
    expect(isSettled((await world.install(wanted)).plan)).toBe(true);
    await world.install([]);
    expect(Object.keys(snapshot(world.root))).toEqual([
      'skills',
      'skills/house',
      'skills/house/SKILL.md',
    ]);
  });

  test('a folder that is not there is an error, and nothing changes', async () => {
    const world = linkWorld(temporaryFolder());
    const wanted = [editableLink('house', join(world.root, 'nowhere'), world.skills)];
    await expect(world.install(wanted)).rejects.toMatchObject({ code: 'NOT_A_SKILL' });
    expect(snapshot(world.root)).toEqual({});
  });

  test('a link into the store is mended when the store is somewhere else', async () => {
    const folder = temporaryFolder();
    const world = linkWorld(folder);
    const linked = { ...(await world.link('pdf')), mode: 'symlink' } as WantedLink;
    await world.install([linked]);
    expect(isSettled((await world.install([linked], { thorough: true })).plan)).toBe(true);
    chmodSync(folder, 0o755);
    rmSync(join(folder, 'store'), { recursive: true, force: true });
    await world.link('pdf');
    rmSync(join(world.skills, 'pdf'));
    await world.install([linked]);
    expect(realpathSync(join(world.skills, 'pdf'))).toContain(join(folder, 'store'));
  });

  test('a link that leads nowhere any more is replaced', async () => {
    const folder = temporaryFolder();
    const world = linkWorld(folder);
    writeFiles(world.root, { 'skills/house/SKILL.md': 'x' });
    const source = join(world.root, 'skills/house');
    await world.install([editableLink('house', source, world.skills)]);
    rmSync(source, { recursive: true });
    const { facts } = await world.install([await world.link('house')]);
    expect([...facts.values()].map(({ state }) => state)).toEqual(['broken']);
    expect(snapshot(world.skills)['house']).toBe('/');
  });

  test('changing between copy and link replaces the one by the other', async () => {
    const world = linkWorld(temporaryFolder());
    const copy = await world.link('pdf');
    await world.install([copy]);
    await world.install([{ ...copy, mode: 'symlink' } as typeof copy]);
    expect(snapshot(world.skills)['pdf']).toMatch(/^-> /);
    await world.install([copy]);
    expect(snapshot(world.skills)['pdf']).toBe('/');
  });
});

test('T11: what is installed is writable by its owner alone, whatever the umask allows', async () => {
  const world = linkWorld(temporaryFolder());
  const umask = process.umask(0);
  try {
    await world.install([await world.link('pdf')]);
  } finally {
    process.umask(umask);
  }
  const modes = Object.values(snapshot(world.skills)).map((entry) => entry.split(' ')[0]);
  expect(new Set(modes)).toEqual(new Set(['/', '644', '755']));
});

test('when the caller cannot commit, everything is as it was', async () => {
  const world = linkWorld(temporaryFolder());
  await world.install([await world.link('pdf', 'old'), await world.link('gone')]);
  const before = snapshot(world.root);
  const context = world.context();
  const { ledger } = readLedger(context.fs, context);
  const wanted = [await world.link('pdf', 'new'), await world.link('docx')];
  const facts = await scanInstalled(context, { wanted, ledger });
  const plan = planLinks({ wanted, ledger, facts, force: false });
  const commit = (): void => {
    expect(snapshot(world.root)['.claude/skills/pdf/references/notes.md']).toBe('644 new');
    throw new Error('the lock cannot be written');
  };
  await expect(applyLinks(context, { plan, ledger, ignore: true, commit })).rejects.toThrow(
    'the lock cannot be written',
  );
  expect(snapshot(world.root)).toEqual(before);
  expect(readLedger(context.fs, context).ledger).toEqual(ledger);
});

test('a plan that does not cover a target leaves it and its row alone', async () => {
  const world = linkWorld(temporaryFolder());
  const other = join(world.root, '.agents/skills');
  await world.install([await world.link('pdf'), await world.link('pdf', 'pdf', other)]);
  const context = world.context();
  const { ledger } = readLedger(context.fs, context);
  const facts = await scanInstalled(context, { wanted: [], ledger });
  const covers = ({ directory }: Target): boolean => directory === world.skills;
  const plan = planLinks({ wanted: [], ledger, facts, force: false, covers });
  const outcome = await applyLinks(context, { plan, ledger, ignore: true });
  expect(Array.from(outcome.ledger.rows.values(), ({ directory }) => directory)).toEqual([other]);
  expect(Object.keys(snapshot(world.root))).toContain('.agents/skills/pdf/SKILL.md');
  expect(Object.keys(snapshot(world.root))).not.toContain('.claude/skills/pdf');
});

test('a target that cannot be read back fails the install, which leaves nothing', async () => {
  const world = linkWorld(temporaryFolder());
  const { store } = world.context();
  const integrity = await store.import(
    (async function* () {
      yield { path: 'README.md', mode: 0o644 as const, bytes: new Uint8Array() };
    })(),
    null,
  );
  const pdf = await world.link('pdf');
  await expect(world.install([{ ...pdf, integrity } as typeof pdf])).rejects.toMatchObject({
    code: 'FILE_ACCESS',
    message: expect.stringContaining('cannot be read back'),
  });
  expect(snapshot(world.root)).toEqual({});
});

test('personal skills go to directories outside their root', async () => {
  const folder = temporaryFolder();
  const world = linkWorld(folder);
  const home = join(folder, 'home');
  mkdirSync(home);
  const link = await world.link('pdf', 'pdf', join(home, '.claude/skills'));
  await world.install([link], { scope: 'user', vendor: true });
  expect(isSettled((await world.install([link], { scope: 'user', vendor: true })).plan)).toBe(true);
  expect(snapshot(home)['.claude/skills/pdf/references/notes.md']).toBe('644 pdf');
  await world.install([], { scope: 'user', vendor: true });
  expect(snapshot(home)).toEqual({});
});

test('a project that was copied elsewhere still owns its skills', async () => {
  const world = linkWorld(temporaryFolder());
  await world.install([await world.link('pdf'), await world.link('docx')]);
  const copy = linkWorld(temporaryFolder());
  cpSync(world.root, copy.root, { recursive: true });
  const { facts, plan } = await copy.install([await copy.link('pdf')]);
  expect([...facts.values()].map(({ state }) => state)).toEqual(['touched', 'touched']);
  expect(plan.remove).toHaveLength(1);
  expect(Object.keys(snapshot(copy.skills))).not.toContain('docx');
  expect((await copy.install([await copy.link('pdf')])).facts.values().next().value).toMatchObject({
    state: 'intact',
  });
});

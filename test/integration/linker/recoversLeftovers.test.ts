import { chmodSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { personalSkills } from '../../../src/linker/findShadowed.ts';
import { emptyLedger, rowsByTarget } from '../../../src/linker/Ledger.ts';
import { writeLedger } from '../../../src/linker/ownership.ts';
import { agents } from '../../../src/agents/agents.ts';
import { findAgent } from '../../../src/agents/selectAgents.ts';
import { linkWorld, snapshot } from '../../helpers/linkWorld.ts';
import { rowFor } from '../../helpers/links.ts';
import { temporaryFolders, writeFiles } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();
const side = (name: string, stage = ''): string => `.${name}.paks-0123456789ab${stage}`;

test('an old content whose place is empty goes back there, and is then replaced', async () => {
  const world = linkWorld(temporaryFolder());
  await world.install([await world.link('pdf', 'old')]);
  renameSync(join(world.skills, 'pdf'), join(world.skills, side('pdf', '.old')));
  const { facts } = await world.install([await world.link('pdf', 'new')]);
  expect([...facts.values()].map(({ state }) => state)).toEqual(['intact']);
  expect(snapshot(world.skills)['pdf/references/notes.md']).toBe('644 new');
});

test('what else a killed run left is deleted, and nothing that only looks like it', async () => {
  const world = linkWorld(temporaryFolder());
  const wanted = [await world.link('pdf')];
  await world.install(wanted);
  const before = snapshot(world.skills);
  const kept = { '.pdf.paks-short/a': '', '.pdf.paks-0123456789ab.mine/a': '', 'paks-notes': '' };
  writeFiles(world.skills, {
    ...kept,
    [`${side('pdf')}/SKILL.md`]: 'staged',
    [`${side('pdf', '.old')}/SKILL.md`]: 'old',
    [`${side('gone', '.trash')}/SKILL.md`]: 'trash',
    '..gitignore.0123456789ab.paks-tmp': 'half',
  });
  chmodSync(join(world.skills, side('gone', '.trash')), 0o555);
  await world.install(wanted);
  const now = Object.keys(snapshot(world.skills)).filter((path) => !(path in before));
  expect(now.filter((path) => path.endsWith('/a') || path === 'paks-notes')).toEqual(
    Object.keys(kept).sort(),
  );
  expect(now).toHaveLength(5);
});

test('an intent that a kill left behind makes nothing ours that was not', async () => {
  const world = linkWorld(temporaryFolder());
  writeFiles(world.skills, { 'pdf/SKILL.md': 'mine' });
  const link = await world.link('pdf');
  const rows = rowsByTarget([rowFor(link, null)]);
  const context = world.context();
  writeLedger(context.fs, { ...emptyLedger, rows }, context);
  const blocked = await world.install([link]);
  expect([blocked.plan.blocked.length, blocked.ledger.rows.size]).toEqual([1, 0]);
  writeLedger(context.fs, { ...emptyLedger, rows }, context);
  const { plan, ledger } = await world.install([], { force: true });
  expect([plan.forget.length, ledger.rows.size]).toEqual([1, 0]);
  expect(snapshot(world.skills)['pdf/SKILL.md']).toBe('644 mine');
});

test('what appears at a target while it is being installed is not overwritten', async () => {
  const world = linkWorld(temporaryFolder());
  const fs = {
    ...nodeFileSystem,
    makeDirectory: (path: string, mode?: number) => {
      if (path.includes('.pdf.paks-')) writeFiles(world.skills, { pdf: 'mine' });
      nodeFileSystem.makeDirectory(path, mode);
    },
  };
  await expect(world.install([await world.link('pdf')], { fs })).rejects.toMatchObject({
    code: 'TARGET_NOT_OURS',
  });
  expect(snapshot(world.skills)).toEqual({ pdf: '644 mine' });
});

test('personal skills are found wherever their agents look, by their `SKILL.md`', () => {
  const home = temporaryFolder();
  writeFiles(home, {
    '.claude/skills/pdf/SKILL.md': '',
    '.claude/skills/README.md': '',
    'opt/grok/skills/docx/SKILL.md': '',
  });
  mkdirSync(join(home, '.claude/skills/empty'));
  const found = personalSkills(
    nodeFileSystem,
    ['claude-code', 'grok', 'cursor', 'eve'].map((id) => findAgent(agents, id)),
    { kind: 'user', home, environment: { GROK_HOME: join(home, 'opt/grok') } },
  );
  expect(found).toEqual([
    { agent: 'claude-code', name: 'pdf', path: join(home, '.claude/skills/pdf') },
    { agent: 'grok', name: 'docx', path: join(home, 'opt/grok/skills/docx') },
  ]);
});

test('a forced backup crosses file systems by a copy', async () => {
  const world = linkWorld(temporaryFolder());
  writeFiles(world.skills, { 'pdf/SKILL.md': 'mine', 'pdf/deep/run.sh': 'x' });
  chmodSync(join(world.skills, 'pdf/deep/run.sh'), 0o755);
  nodeFileSystem.symlink('SKILL.md', join(world.skills, 'pdf/LINK.md'));
  const mine = snapshot(join(world.skills, 'pdf'));
  const fs = {
    ...nodeFileSystem,
    rename: (from: string, to: string) => {
      if (to.includes('backup')) throw Object.assign(new Error('EXDEV'), { code: 'EXDEV' });
      nodeFileSystem.rename(from, to);
    },
  };
  const { backups } = await world.install([await world.link('pdf')], { force: true, fs });
  expect(snapshot(backups[0]?.path ?? '')).toEqual(mine);
  expect(Object.keys(snapshot(world.skills)).filter((path) => path.includes('paks-'))).toEqual([]);
});

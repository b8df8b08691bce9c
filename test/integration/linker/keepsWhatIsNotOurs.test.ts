import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isSettled } from '../../../src/linker/LinkPlan.ts';
import { readLedger } from '../../../src/linker/ownership.ts';
import { type LinkWorld, linkWorld, snapshot } from '../../helpers/linkWorld.ts';
import { temporaryFolders, writeFiles } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();

function makeWorld(): LinkWorld {
  return linkWorld(temporaryFolder());
}

describe('L1: what Paks did not put there', () => {
  test.each([
    ['directory', (path: string) => mkdirSync(path, { recursive: true })],
    ['file', (path: string) => writeFileSync(path, 'mine')],
    ['link', (path: string) => symlinkSync('/nowhere', path)],
  ])('a %s stays and blocks the skill', async (found, make) => {
    const world = makeWorld();
    mkdirSync(world.skills, { recursive: true });
    make(join(world.skills, 'pdf'));
    const before = snapshot(world.root);
    const { plan } = await world.install([await world.link('pdf')], { vendor: true });
    expect(plan.blocked).toMatchObject([{ found, link: { name: 'pdf' } }]);
    expect(snapshot(world.root)).toEqual(before);
  });

  test('does not keep other skills from being installed', async () => {
    const world = makeWorld();
    writeFiles(world.skills, { 'pdf/SKILL.md': 'my own' });
    await world.install([await world.link('pdf'), await world.link('docx')]);
    expect(readFileSync(join(world.skills, 'pdf/SKILL.md'), 'utf8')).toBe('my own');
    expect(existsSync(join(world.skills, 'docx/SKILL.md'))).toBe(true);
  });

  test('is replaced by force, and kept in the backup', async () => {
    const world = makeWorld();
    writeFiles(world.skills, { 'pdf/SKILL.md': 'my own', 'pdf/deep/er.md': 'too' });
    const { backups } = await world.install([await world.link('pdf')], { force: true });
    expect(backups).toMatchObject([
      { target: { name: 'pdf' }, path: join(world.root, '.paks/backup/pdf-1') },
    ]);
    expect(snapshot(join(world.root, '.paks/backup/pdf-1'))).toMatchObject({
      'SKILL.md': '644 my own',
      'deep/er.md': '644 too',
    });
    expect(readFileSync(join(world.skills, 'pdf/references/notes.md'), 'utf8')).toBe('pdf');
  });

  test('hand-written siblings are never touched', async () => {
    const world = makeWorld();
    writeFiles(world.skills, { 'mine/SKILL.md': 'mine', 'README.md': 'read me' });
    await world.install([await world.link('pdf')], { force: true });
    await world.install([], { force: true });
    expect(Object.keys(snapshot(world.skills))).toEqual(['README.md', 'mine', 'mine/SKILL.md']);
  });
});

describe('L1: a skill of ours that someone edited', () => {
  async function edited(edit: (skill: string) => void): Promise<LinkWorld> {
    const world = makeWorld();
    await world.install([await world.link('pdf')]);
    edit(join(world.skills, 'pdf'));
    return world;
  }

  test.each([
    [
      'added',
      (skill: string) => writeFileSync(join(skill, 'extra.md'), 'x'),
      { added: ['extra.md'], changed: [], removed: [] },
    ],
    [
      'changed',
      (skill: string) => writeFileSync(join(skill, 'SKILL.md'), 'x'),
      { added: [], changed: ['SKILL.md'], removed: [] },
    ],
    [
      'made executable',
      (skill: string) => chmodSync(join(skill, 'SKILL.md'), 0o755),
      { added: [], changed: ['SKILL.md'], removed: [] },
    ],
    [
      'removed',
      (skill: string) => rmSync(join(skill, 'references'), { recursive: true }),
      { added: [], changed: [], removed: ['references/notes.md'] },
    ],
    [
      'linked',
      (skill: string) => symlinkSync('SKILL.md', join(skill, 'LINK.md')),
      { added: ['LINK.md'], changed: [], removed: [] },
    ],
  ])('is kept, and the file that was %s is named', async (_, edit, changes) => {
    const world = await edited(edit);
    const before = snapshot(world.root);
    for (const wanted of [[await world.link('pdf')], [await world.link('pdf', 'newer')], []]) {
      const { plan } = await world.install(wanted);
      expect(plan.edited).toMatchObject([{ target: { name: 'pdf' }, changes }]);
      expect(snapshot(world.root)).toEqual(before);
    }
  });

  test('is found even where size and time are as they were', async () => {
    const world = await edited((skill) => {
      writeFileSync(join(skill, 'references/notes.md'), 'PDF');
      utimesSync(join(skill, 'references/notes.md'), 1, 1);
    });
    const { plan } = await world.install([await world.link('pdf')]);
    expect(plan.edited).toHaveLength(1);
  });

  test('is replaced by force, each edited copy in a backup of its own', async () => {
    const world = await edited((skill) => writeFileSync(join(skill, 'SKILL.md'), 'edit 1'));
    const wanted = [await world.link('pdf')];
    await world.install(wanted, { force: true });
    writeFiles(world.skills, { 'pdf/SKILL.md': 'edit 2' });
    await world.install(wanted, { force: true });
    const backups = [1, 2].map((number) =>
      readFileSync(join(world.root, `.paks/backup/pdf-${number}/SKILL.md`), 'utf8'),
    );
    expect(backups).toEqual(['edit 1', 'edit 2']);
    expect(isSettled((await world.install(wanted)).plan)).toBe(true);
  });

  test('is removed by force, into the backup', async () => {
    const world = await edited((skill) => writeFileSync(join(skill, 'SKILL.md'), 'edit'));
    await world.install([], { force: true });
    expect(snapshot(world.root)).toEqual({});
    expect(readFileSync(join(world.root, '.paks/backup/pdf-1/SKILL.md'), 'utf8')).toBe('edit');
  });

  test('is ours again once the edit is taken back', async () => {
    const world = await edited((skill) => writeFileSync(join(skill, 'extra.md'), 'x'));
    await world.install([]);
    rmSync(join(world.skills, 'pdf/extra.md'));
    await world.install([]);
    expect(snapshot(world.root)).toEqual({});
  });
});

describe('L8: without a ledger that can be read', () => {
  async function withLedger(text: string | null): Promise<LinkWorld> {
    const world = makeWorld();
    await world.install([await world.link('pdf'), await world.link('docx')]);
    const path = join(world.root, '.paks/state.json');
    if (text === null) rmSync(path);
    else writeFileSync(path, text);
    return world;
  }

  test.each([null, '', '{"version":99}', '\u0000\u0001', '[]'])(
    'what holds exactly what is wanted is taken over (%j)',
    async (text) => {
      const world = await withLedger(text);
      expect(readLedger(world.context().fs, world.context()).state).toBe(
        text === null ? 'absent' : 'unreadable',
      );
      const wanted = [await world.link('pdf'), await world.link('docx')];
      const { plan, ledger } = await world.install(wanted);
      expect([isSettled(plan), plan.keep.length, ledger.rows.size]).toEqual([true, 2, 2]);
    },
  );

  test('nothing is deleted, and other content blocks', async () => {
    const world = await withLedger('not json');
    const before = snapshot(world.root);
    const { plan } = await world.install([await world.link('pdf', 'newer')], { vendor: true });
    expect(plan.blocked).toHaveLength(1);
    expect(plan.remove).toEqual([]);
    expect(snapshot(world.root)).toMatchObject(before);
  });

  test('T01: a planted one deletes nothing outside the project', async () => {
    const world = await withLedger(null);
    const victim = join(world.root, '..', 'victim');
    writeFiles(victim, { 'pdf/SKILL.md': 'precious' });
    const planted = readFileSync(join(world.root, '.paks/.gitignore'), 'utf8');
    expect(planted).toBe('*\n');
    await world.install([await world.link('pdf')]);
    const state = join(world.root, '.paks/state.json');
    writeFileSync(
      state,
      readFileSync(state, 'utf8').replace('".claude/skills": {', '"../victim": {'),
    );
    await world.install([], { force: true });
    expect(readFileSync(join(victim, 'pdf/SKILL.md'), 'utf8')).toBe('precious');
  });

  test('a planted one inside the project deletes nothing that it does not know byte for byte', async () => {
    const world = makeWorld();
    await world.install([await world.link('pdf')]);
    writeFiles(world.root, { 'src/pdf/index.ts': 'precious' });
    const state = join(world.root, '.paks/state.json');
    writeFileSync(state, readFileSync(state, 'utf8').replace('".claude/skills": {', '"src": {'));
    const { plan } = await world.install([]);
    expect(plan.edited).toHaveLength(1);
    expect(readFileSync(join(world.root, 'src/pdf/index.ts'), 'utf8')).toBe('precious');
  });
});

test('skills that are committed are taken over in a fresh clone, and follow the lock', async () => {
  const world = makeWorld();
  const old = [await world.link('pdf', 'old')];
  await world.install(old, { vendor: true });
  const clone = linkWorld(temporaryFolder());
  cpSync(world.root, clone.root, { recursive: true, filter: (path) => !path.includes('.paks') });
  expect(
    isSettled((await clone.install([await clone.link('pdf', 'old')], { vendor: true })).plan),
  ).toBe(true);
  await world.install([await world.link('pdf', 'new')], { vendor: true });
  cpSync(world.skills, clone.skills, { recursive: true });
  const pulled = await clone.install([await clone.link('pdf', 'new')], { vendor: true });
  expect([isSettled(pulled.plan), pulled.plan.edited]).toEqual([true, []]);
});

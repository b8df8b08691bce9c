import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type FileSystem, nodeFileSystem } from '../../../src/io/FileSystem.ts';
import type { WantedLink } from '../../../src/linker/Link.ts';
import { isSettled } from '../../../src/linker/LinkPlan.ts';
import {
  type InstallOptions,
  type LinkWorld,
  linkWorld,
  snapshot,
} from '../../helpers/linkWorld.ts';
import { editableLink } from '../../helpers/links.ts';
import { writeFiles } from '../../helpers/temporaryFolder.ts';

const folders: string[] = [];

/** In memory where the system offers that: these tests start over a thousand times. */
function temporaryFolder(): string {
  const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = realpathSync(mkdtempSync(join(parent, 'paks-test-')));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/**
 * A project with a skill of each fate: `keep`, `update`, `remove`, `edited` (forced), `foreign`
 * (forced), `create`, `live`. `old` and `done` are the project before and after the install.
 */
interface Change {
  readonly world: LinkWorld;
  readonly wanted: readonly WantedLink[];
  readonly old: Record<string, string>;
  readonly done: Record<string, string>;
  /** Puts the project back to before the install. */
  readonly reset: () => void;
}

/** The real disk, but without waiting for it to flush. */
const quickFileSystem: FileSystem = {
  ...nodeFileSystem,
  writeFile: (path, data, options) =>
    nodeFileSystem.writeFile(path, data, { ...options, flush: false }),
  syncDirectory: () => undefined,
};

const quick: InstallOptions = { fs: quickFileSystem };
const force: InstallOptions = { force: true, fs: quickFileSystem };

async function prepareChange(): Promise<Change> {
  const folder = temporaryFolder();
  const world = linkWorld(folder);
  const agents = join(world.root, '.agents/skills');
  const source = join(world.root, 'work/live');
  writeFiles(world.root, { 'work/live/SKILL.md': 'live', '.claude/skills/.gitignore': '*.log\n' });
  await world.install([
    await world.link('keep'),
    await world.link('update', 'old'),
    await world.link('remove'),
    await world.link('edited'),
  ]);
  writeFiles(world.skills, { 'edited/extra.md': 'x', 'foreign/SKILL.md': 'mine' });
  const wanted = [
    await world.link('keep'),
    await world.link('update', 'new'),
    await world.link('edited', 'new'),
    await world.link('foreign'),
    await world.link('create'),
    await world.link('acme/create', 'create', agents),
    editableLink('live', source, world.skills),
  ];
  const old = snapshot(world.root);
  const saved = join(folder, 'saved');
  cpSync(world.root, saved, { recursive: true, preserveTimestamps: true });
  const reset = (): void => {
    rmSync(world.root, { recursive: true, force: true });
    mkdirSync(world.root);
    cpSync(saved, world.root, { recursive: true, preserveTimestamps: true });
  };
  reset();
  await world.install(wanted, force);
  const done = snapshot(world.root);
  reset();
  return { world, wanted, old, done, reset };
}

/** The part of a snapshot that is one skill. */
function skillIn(tree: Record<string, string>, path: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).filter(([key]) => key === path || key.startsWith(`${path}/`)),
  );
}

const SKILLS = ['keep', 'update', 'remove', 'edited', 'foreign', 'create', 'live'].map(
  (name) => `.claude/skills/${name}`,
);

/** Every skill is as it was or as it shall be; `absent` allows the gap between two renames. */
function expectWhole({ old, done }: Change, now: Record<string, string>, absent: boolean): void {
  for (const path of [...SKILLS, '.agents/skills/create']) {
    const states = [skillIn(old, path), skillIn(done, path), ...(absent ? [{}] : [])];
    expect(states).toContainEqual(skillIn(now, path));
  }
}

interface Fault {
  readonly at: number;
  readonly code: string;
  /** Every call from then on fails, as if the process had died. */
  readonly forever?: boolean;
}

/** A disk of which a call fails; `calls` counts and `failed` names the call. */
function failing(fault: Fault): { fs: FileSystem; calls: number; failed: string | null } {
  const state = { fs: quickFileSystem, calls: 0, failed: null as string | null };
  state.fs = new Proxy(quickFileSystem, {
    get: (target, name: keyof FileSystem) => {
      return (...parameters: never[]): unknown => {
        state.calls++;
        if (state.calls === fault.at || (fault.forever === true && state.calls > fault.at)) {
          state.failed ??= name;
          throw Object.assign(new Error(`${fault.code}: injected`), { code: fault.code });
        }
        const operation: (...all: never[]) => unknown = target[name];
        return operation(...parameters);
      };
    },
  });
  return state;
}

async function callsOf({ world, wanted, reset }: Change): Promise<number> {
  const counting = failing({ at: 0, code: '' });
  await world.install(wanted, { ...force, fs: counting.fs });
  reset();
  return counting.calls;
}

async function dieDuring({ world, wanted }: Change, at: number): Promise<void> {
  const { fs } = failing({ at, code: 'EDEAD', forever: true });
  await world.install(wanted, { ...force, fs }).catch(() => undefined);
}

describe('L6: when one call to the disk fails', () => {
  test.each([
    ['ENOSPC', 1],
    ['EACCES', 5],
  ])(
    'everything is as it was, or done, and the next run finishes (%s)',
    async (code, step) => {
      const change = await prepareChange();
      const { world, wanted, old, done, reset } = change;
      const calls = await callsOf(change);
      expect(calls).toBeGreaterThan(200);
      for (let failAt = 1; failAt <= calls; failAt += step) {
        const faulty = failing({ at: failAt, code });
        const failure = await world.install(wanted, { ...force, fs: faulty.fs }).then(
          () => null,
          (error: unknown) => error,
        );
        const now = snapshot(world.root);
        const context = `${code} at call ${failAt} (${faulty.failed})`;
        if (failure !== null) expect({ context, now }).toEqual({ context, now: old });
        else expectWhole(change, now, false);

        const { plan } = await world.install(wanted, force);
        expect({ context, now: snapshot(world.root) }).toEqual({ context, now: done });
        expect([...plan.blocked, ...plan.edited]).toEqual([]);
        reset();
      }
    },
    120_000,
  );
});

describe('L7: when the process dies at any call to the disk', () => {
  test('each skill is whole, and the next run reaches the same end', async () => {
    const change = await prepareChange();
    const { world, wanted, done, reset } = change;
    const calls = await callsOf(change);
    for (let killAt = 1; killAt <= calls; killAt++) {
      await dieDuring(change, killAt);
      expectWhole(change, snapshot(world.root), true);

      await world.install(wanted, force);
      const context = `killed at call ${killAt}`;
      expect({ context, now: snapshot(world.root) }).toEqual({ context, now: done });
      expect(isSettled((await world.install(wanted, quick)).plan)).toBe(true);
      reset();
    }
  }, 120_000);

  test('a run with other wishes afterwards still knows what is ours', async () => {
    const change = await prepareChange();
    const { world, reset } = change;
    const calls = await callsOf(change);
    for (let killAt = 1; killAt <= calls; killAt += 3) {
      await dieDuring(change, killAt);
      const others = [await world.link('keep'), await world.link('update', 'newest')];
      const { plan } = await world.install(others, quick);
      expect(plan.blocked).toEqual([]);
      expect(plan.edited.every(({ target }) => target.name === 'edited')).toBe(true);
      const now = snapshot(world.root);
      expect(now['.claude/skills/update/references/notes.md']).toBe('644 newest');
      expect(Object.keys(now)).not.toContainEqual(expect.stringMatching(/skills\/(?:remove|live)/));
      expect(Object.keys(now)).not.toContainEqual(expect.stringContaining('.paks-'));
      reset();
    }
  }, 120_000);
});

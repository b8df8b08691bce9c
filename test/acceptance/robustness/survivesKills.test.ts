import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BuiltCommandLine, buildCommandLine } from '../../helpers/buildCommandLine.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { type PaksEnd, type PaksProcess, startPaks } from '../../helpers/paksProcess.ts';
import { readTree } from '../../helpers/readTree.ts';
import { rounds } from '../../helpers/rounds.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

const KILLS = rounds(20, 6);
const VERSIONS = ['1.0.0', '2.0.0'];
const NAMES = Array.from({ length: 12 }, (_, index) => `skill-${index}`);
const DIRECTORIES = ['.claude/skills', '.agents/skills'];

type Tree = Readonly<Record<string, string>>;

/** A project as it is when one of the versions is installed. */
interface State {
  readonly files: Readonly<Record<'paks.toml' | 'paks.lock', string>>;
  readonly tree: Tree;
}

let built: BuiltCommandLine;
let world: TestWorld;
let states: readonly State[];

beforeAll(async () => {
  built = buildCommandLine();
  world = await startWorld();
  for (const version of VERSIONS) {
    await world.publishAll(
      NAMES.map((name) => ({ account: 'acme', name, version, files: filesOf(version) })),
    );
  }
  const installed = VERSIONS.map(async (version): Promise<State> => {
    const project = world.project({ manifest: manifestFor(version) });
    expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });
    const files = {
      'paks.toml': project.read('paks.toml'),
      'paks.lock': project.read('paks.lock'),
    };
    return { files, tree: project.tree() };
  });
  states = await Promise.all(installed);
}, 120_000);

afterAll(() => world.close());

function filesOf(version: string): Record<string, string> {
  const files = Array.from({ length: 8 }, (_, index) => {
    return [`references/${index}.md`, `${version} ${'text '.repeat(4_000)}\n`];
  });
  return Object.fromEntries(files);
}

function manifestFor(version: string): string {
  return [
    '[project]',
    'agents = ["claude-code", "cursor"]',
    '[skills]',
    ...NAMES.map((name) => `"acme/${name}" = "${version}"`),
    '',
  ].join('\n');
}

/** The files of one skill in a tree, by path within the skill. */
function skillIn(tree: Tree, directory: string, name: string): Tree {
  const prefix = `${directory}/${name}/`;
  const files = Object.entries(tree).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(files.map(([path, text]) => [path.slice(prefix.length), text]));
}

/** Whether a name beside the skills says that an install has come so far. */
function hasBeside(project: TemporaryProject, pattern: RegExp): boolean {
  return DIRECTORIES.some((directory) => {
    const path = join(project.path, directory);
    return existsSync(path) && readdirSync(path).some((name) => pattern.test(name));
  });
}

const STAGED = /\.paks-[0-9a-f]{12}$/;
const SWAPPED = /\.paks-[0-9a-f]{12}\.old$/;

interface Ending {
  readonly signal: NodeJS.Signals;
  readonly round: number;
  /** Milliseconds that a whole run takes. */
  readonly duration: number;
}

/** Ends it in turn anywhere in the run, while skills are staged, and while they are swapped or swept. */
async function endSomewhere(
  running: PaksProcess,
  project: TemporaryProject,
  { signal, round, duration }: Ending,
): Promise<PaksEnd> {
  const run = { ended: false };
  void running.end.then(() => (run.ended = true));
  const [sign, most] = [
    [/^/, duration],
    [STAGED, duration * 0.2],
    [SWAPPED, 4],
  ][round % 3] as [RegExp, number];
  while (!run.ended && !hasBeside(project, sign)) await nextTurn();
  await wait(Math.random() * most);
  running.kill(signal);
  return running.end;
}

describe('kill -9', () => {
  test(`at ${KILLS} random points of an update: each skill is whole, and an install ends it`, async () => {
    const project = world.project({ files: states[0]?.files ?? {} });
    const options = { project, registry: world.proxy.url };
    const start = performance.now();
    expect(await startPaks(built, ['install'], options).end).toMatchObject({ exit: 0 });
    const duration = performance.now() - start;
    const seen = { old: 0, new: 0, absent: 0 };

    for (let kill = 0; kill < KILLS; kill++) {
      const [before, after] = kill % 2 === 0 ? states : states.toReversed();
      if (before === undefined || after === undefined) throw new Error('two states');
      for (const [file, text] of Object.entries(after.files)) project.write(file, text);
      if (kill % 4 === 0) rmSync(join(project.home, '.cache'), { recursive: true, force: true });

      const running = startPaks(built, ['install'], options);
      await endSomewhere(running, project, { signal: 'SIGKILL', round: kill, duration });

      const killed = project.tree();
      for (const directory of DIRECTORIES) {
        for (const name of NAMES) {
          const found = skillIn(killed, directory, name);
          const wasOld = isEqual(found, skillIn(before.tree, directory, name));
          const isNew = isEqual(found, skillIn(after.tree, directory, name));
          const isAbsent = Object.keys(found).length === 0;
          expect([directory, name, wasOld || isNew || isAbsent]).toEqual([directory, name, true]);
          seen[wasOld ? 'old' : isNew ? 'new' : 'absent']++;
        }
      }
      expect([killed['paks.toml'], killed['paks.lock']]).toEqual(Object.values(after.files));

      expect(await startPaks(built, ['install'], options).end).toMatchObject({
        exit: 0,
        stderr: '',
      });
      expect(project.tree()).toEqual(after.tree);
      expect(Object.keys(readTree(join(project.path, '.paks')))).toEqual(
        expect.not.arrayContaining([expect.stringMatching(/paks-|tmp|lock/)]),
      );
    }
    expect(seen.old + seen.new).toBeGreaterThan(0);
  }, 300_000);
});

describe('an interrupt', () => {
  test(`at ${KILLS} random points of an update: all is as it was or all is done, nothing in between`, async () => {
    const project = world.project({ files: states[0]?.files ?? {} });
    const options = { project, registry: world.proxy.url };
    expect(await startPaks(built, ['install'], options).end).toMatchObject({ exit: 0 });
    const start = performance.now();
    expect(await startPaks(built, ['install', '--force'], options).end).toMatchObject({ exit: 0 });
    const duration = performance.now() - start;
    let [current, other] = states;

    for (let round = 0; round < KILLS; round++) {
      if (current === undefined || other === undefined) throw new Error('two states');
      for (const [file, text] of Object.entries(other.files)) project.write(file, text);

      const running = startPaks(built, ['install'], options);
      const end = await endSomewhere(running, project, { signal: 'SIGINT', round, duration });

      if (end.exit === 0) [current, other] = [other, current];
      // Before it listens for signals, an interrupt ends it as it ends any program.
      else expect(end.exit === 130 || end.signal === 'SIGINT').toBe(true);
      expect(skillsOf(project.tree())).toEqual(skillsOf(current.tree));
      expect(project.exists('.paks/lock')).toBe(false);
    }
  }, 300_000);
});

/** The installed skills of a tree, with all that lies beside them. */
function skillsOf(tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries(tree).filter(([path]) => DIRECTORIES.some((name) => path.startsWith(name))),
  );
}

function isEqual(left: Tree, right: Tree): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

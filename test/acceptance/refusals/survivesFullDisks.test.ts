import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rounds } from '../../helpers/rounds.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';
import { fullDisk } from './fullDisk.ts';

const START =
  '[project]\nagents = ["claude-code", "cursor"]\n\n[skills]\nkeep = { path = "./keep" }\n';
const SHAPE = /^error: no space left on the device[^\n]*\n(?:hint: [^\n]+\n)+$/;

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  await world.publish({
    account: 'acme',
    name: 'deploy',
    version: '1.0.0',
    files: { 'scripts/run.sh': { mode: '100755', content: '#!/bin/sh\n' } },
  });
  const tools = await world.repository('tools');
  await tools.commit({ 'SKILL.md': skillText('tools'), 'docs/more.md': 'more\n' });
});

afterAll(() => world.close());

/** A project with a skill installed, empty caches but for that, and a disk that can fill up. */
async function startProject() {
  const disk = fullDisk();
  const files = { 'keep/SKILL.md': skillText('keep') };
  const project = world.project({ manifest: START, files, fileSystem: disk.fs });
  expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });
  return { project, disk };
}

/** All of the last writes, where directories, manifest and lock change places, and some before (or all). */
function sampled(writes: number): readonly number[] {
  const step = rounds(1, 8);
  const all = Array.from({ length: writes }, (_, index) => index + 1);
  return all.filter((at) => at % step === 0 || at > writes - 10);
}

const add = (): readonly string[] => ['add', 'acme/deploy', `${world.git.url}/tools.git`];

describe('R04 a disk that is full', () => {
  test.each([
    ['and stays full', true],
    ['for one moment', false],
  ])(
    'at any write of an `add`, %s, leaves all as it was, or all done',
    async (_, stays) => {
      const measured = await startProject();
      measured.disk.fill(0, false);
      expect(await measured.project.run(...add())).toMatchObject({ exit: 0, stderr: '' });
      const writes = measured.disk.writes();
      const done = measured.project.tree();
      expect(writes).toBeGreaterThan(30);
      let failures = 0;
      for (const at of sampled(writes)) {
        const { project, disk } = await startProject();
        const before = project.tree();
        disk.fill(at, stays);

        const run = await project.run(...add());
        disk.fill(0, false);

        const outcome = { at, exit: run.exit, tree: project.tree() };
        if (run.exit === 0) expect(outcome).toEqual({ at, exit: 0, tree: done });
        else {
          failures++;
          expect(run.stderr).toMatch(SHAPE);
          expect(run.stdout).toBe('');
          expect(outcome).toEqual({ at, exit: 1, tree: before });
        }
        expect(await project.run(...add())).toMatchObject({ exit: 0, stderr: '' });
        expect(project.tree()).toEqual(done);
        project.dispose();
      }
      expect(failures).toBeGreaterThan(stays ? 10 : 5);
    },
    120_000,
  );
});

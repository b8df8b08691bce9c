import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type BuiltCommandLine, buildCommandLine } from '../../helpers/buildCommandLine.ts';
import { startPaks } from '../../helpers/paksProcess.ts';
import { rounds } from '../../helpers/rounds.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let built: BuiltCommandLine;

const NAMES = Array.from({ length: 12 }, (_, index) => `skill-${index}`);
const MANIFEST = [
  '[project]',
  'agents = ["claude-code"]',
  '[skills]',
  ...NAMES.map((name) => `"acme/${name}" = "^1"`),
  '',
].join('\n');

beforeAll(async () => {
  built = buildCommandLine();
  world = await startWorld();
  await world.publishAll(NAMES.map((name) => ({ account: 'acme', name, version: '1.0.0' })));
}, 60_000);

afterAll(() => world.close());

test('R06: installs in other processes succeed while the cache is cleaned, pruned and verified without pause', async () => {
  const first = world.project({ manifest: MANIFEST });
  const second = world.project({ manifest: MANIFEST, sibling: first });
  const state = { running: true };
  const installing = Promise.all(
    [first, second].map(async (project) => {
      const ends = [];
      for (let round = 0; round < rounds(25, 4); round++) {
        rmSync(join(project.path, '.claude'), { recursive: true, force: true });
        ends.push(await startPaks(built, ['install'], { project, registry: world.proxy.url }).end);
      }
      return ends;
    }),
  ).finally(() => (state.running = false));
  const outcomes = new Set<number>();
  while (state.running) {
    for (const words of [['clean', '--yes'], ['prune'], ['verify']]) {
      outcomes.add((await first.run('cache', ...words)).exit);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }

  for (const end of (await installing).flat()) expect(end).toMatchObject({ exit: 0, stderr: '' });
  expect([...outcomes]).toEqual([0]);
  for (const project of [first, second]) {
    expect(Object.keys(project.tree('.claude/skills'))).toHaveLength(NAMES.length + 1);
  }
}, 120_000);

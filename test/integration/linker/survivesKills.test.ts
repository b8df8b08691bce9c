import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { isSettled } from '../../../src/linker/LinkPlan.ts';
import { linkWorld, snapshot } from '../../helpers/linkWorld.ts';
import { bundleScript, startScript } from '../../helpers/runScript.ts';
import { temporaryFolders } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();
const NAMES = ['pdf', 'docx', 'xlsx'];
const KILLS = 8;

/** What a whole skill of this content looks like. */
function whole(content: string): Record<string, string> {
  return {
    'SKILL.md': `644 ---\nname: x\ndescription: ${content}\n---\n`,
    references: '/',
    'references/notes.md': `644 ${content}`,
    scripts: '/',
    'scripts/run.sh': `755 #!/bin/sh\necho ${content}\n`,
  };
}

test('L7: killed at any moment, each skill is whole and the next run ends where it should', async () => {
  const folder = temporaryFolder();
  const script = bundleScript('test/helpers/scripts/installLinks.ts', folder);
  const world = linkWorld(folder);
  for (let kill = 0; kill < KILLS; kill++) {
    const running = startScript(script, [folder, ...NAMES]);
    await running.printed('first');
    await wait(Math.random() * 40);
    running.kill('SIGKILL');
    expect(await running.end).toMatchObject({ signal: 'SIGKILL' });

    const killed = snapshot(world.skills);
    for (const name of NAMES.filter((candidate) => candidate in killed)) {
      expect([whole(`${name} one`), whole(`${name} two`)]).toContainEqual(
        snapshot(join(world.skills, name)),
      );
    }

    const wanted = await Promise.all(NAMES.map((name) => world.link(name, `${name} three`)));
    const { plan } = await world.install(wanted);
    expect([plan.blocked, plan.edited]).toEqual([[], []]);
    for (const name of NAMES) {
      expect(snapshot(join(world.skills, name))).toEqual(whole(`${name} three`));
    }
    expect(Object.keys(snapshot(world.root)).filter((path) => path.includes('.paks-'))).toEqual([]);
    expect(isSettled((await world.install(wanted)).plan)).toBe(true);
  }
}, 120_000);

test('L6: interrupted at any moment, nothing is left beside the skills, each of them whole', async () => {
  const folder = temporaryFolder();
  const script = bundleScript('test/helpers/scripts/installLinks.ts', folder);
  const world = linkWorld(folder);
  for (let interrupt = 0; interrupt < KILLS; interrupt++) {
    const running = startScript(script, [folder, ...NAMES]);
    await running.printed('first');
    await wait(Math.random() * 40);
    running.kill('SIGINT');
    expect(await running.end).toMatchObject({ code: 130 });

    for (const name of NAMES) {
      expect([whole(`${name} one`), whole(`${name} two`)]).toContainEqual(
        snapshot(join(world.skills, name)),
      );
    }
    expect(Object.keys(snapshot(world.root)).filter((path) => path.includes('.paks-'))).toEqual([]);
  }
}, 120_000);

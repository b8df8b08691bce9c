import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Conversation, converse } from '../../helpers/converse.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

function onTerminal(project: TemporaryProject, argv: readonly string[], script: Conversation) {
  const environment = { PAKS_REGISTRY: world.proxy.url };
  return converse(argv, script, { project, environment });
}

/** A project of two skills, each with a newer version; the first one's runs a script. */
async function behind(account: string): Promise<TemporaryProject> {
  await world.publish({ account, name: 'alpha', version: '1.0.0' });
  await world.publish({ account, name: 'beta', version: '1.0.0' });
  const project = world.project();
  await project.run('add', '-p', `${account}/alpha`, `${account}/beta`);
  await world.publish({
    account,
    name: 'alpha',
    version: '1.1.0',
    files: { 'run.sh': { mode: '100755', content: '#!/bin/sh\ncurl https://evil.test/\n' } },
  });
  await world.publish({ account, name: 'beta', version: '1.1.0' });
  return project;
}

describe('update, on a terminal', () => {
  test('shows what the new version brings first; a no changes nothing, --yes does not ask', async () => {
    const project = await behind('see');
    const before = project.tree();

    const refused = await onTerminal(project, ['update', 'alpha'], [['Take this update?', 'n']]);
    const after = project.tree();
    const taken = await onTerminal(project, ['update', 'alpha', '--yes'], []);

    expect(refused.exit).toBe(130);
    for (const line of [
      'see/alpha 1.0.0 → 1.1.0',
      '1 file changed, 1 added, 0 removed',
      'newly, executables: run.sh',
      'newly, hosts: evil.test',
      'newly, commands: curl',
    ]) {
      expect(refused.screen).toContain(line);
    }
    expect(after).toEqual(before);
    expect(taken.exit).toBe(0);
    expect(project.read('paks.lock')).toContain('version = "1.1.0"');
  });

  test('the progress line is gone before the question stands there', async () => {
    const project = await behind('room');

    const { screen } = await onTerminal(project, ['update'], [['Take these 2 updates?', 'n']]);

    const [before = ''] = screen.split('room/alpha');
    expect(before).toContain('fetching');
    expect(before.slice(before.lastIndexOf('fetching'))).toContain('\r\u001b[2K');
  });

  test('--interactive offers a checklist and takes only what was chosen', async () => {
    const project = await behind('pick');

    const run = await onTerminal(
      project,
      ['update', '--interactive'],
      [
        ['Which skills to update?', '\u001b[B \r'],
        ['Take this update?', 'y'],
      ],
    );

    expect(run.exit).toBe(0);
    expect(run.screen).toContain('pick/alpha 1.0.0 → 1.1.0');
    expect(run.stdout).toContain('~ pick/beta 1.0.0 → 1.1.0');
    expect(run.stdout).not.toContain('pick/alpha');
  });
});

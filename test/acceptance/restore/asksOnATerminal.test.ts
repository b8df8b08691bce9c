import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { converse } from '../../helpers/converse.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'asked', version: '1.0.0' });
});

afterAll(() => world.close());

test('restore shows on a terminal what is lost; a no changes nothing, a yes keeps the copy', async () => {
  const project = world.project({
    manifest: '[project]\nagents = ["claude-code"]\n[skills]\n"acme/asked" = "^1"\n',
  });
  await project.run('install');
  project.write('.claude/skills/asked/SKILL.md', 'mine\n');
  const environment = { PAKS_REGISTRY: world.proxy.url };
  const words = ['restore', 'acme/asked'];

  const no = await converse(words, [['Restore?', 'n']], { project, environment });
  const after = project.read('.claude/skills/asked/SKILL.md');
  const yes = await converse(words, [['Restore?', 'y']], { project, environment });

  expect(no.exit).toBe(130);
  expect(no.screen).toContain('.claude/skills/asked');
  expect(no.screen).toContain('modified SKILL.md');
  expect(after).toBe('mine\n');
  expect(yes.exit).toBe(0);
  expect(project.read('.paks/backup/asked-1/SKILL.md')).toBe('mine\n');
  expect(project.read('.claude/skills/asked/SKILL.md')).not.toBe('mine\n');
});

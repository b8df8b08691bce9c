import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let project: TemporaryProject;

const MANIFEST = `[project]
agents = ["claude-code"]
[skills]
"acme/deploy" = "^1"
style = { path = "./style" }
"acme/extra" = { version = "^1", agents = ["cursor"] }
`;

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'base', version: '1.0.0' });
  await world.publish({ account: 'acme', name: 'extra', version: '1.0.0' });
  await world.publish({
    account: 'acme',
    name: 'deploy',
    version: '1.0.0',
    dependencies: { 'acme/base': '^1' },
  });
});

afterAll(() => world.close());

beforeEach(async () => {
  project = world.project({ manifest: MANIFEST, files: { 'style/SKILL.md': skillText('style') } });
  await project.run('install');
});

describe('list', () => {
  test('shows version, source, place and who needs it, asking nobody', async () => {
    world.proxy.requests.length = 0;

    const run = await project.run('list');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toBe(
      [
        'SKILL        VERSION  SOURCE        IN              NOTE',
        'acme/base    1.0.0    paks          .claude/skills  for acme/deploy',
        'acme/deploy  1.0.0    paks          .claude/skills',
        'acme/extra   1.0.0    paks          .agents/skills',
        'style        local    path+./style  .claude/skills',
        '',
      ].join('\n'),
    );
    expect(world.proxy.requests).toEqual([]);
  });

  test('says what was edited and what is gone', async () => {
    project.write('.claude/skills/base/SKILL.md', 'mine');
    project.remove('.claude/skills/deploy');

    const { stdout } = await project.run('list');

    expect(stdout).toMatch(/acme\/base .*edited/);
    expect(stdout).toMatch(/acme\/deploy .*missing: run paks install/);
  });

  test('--agent shows what that agent sees', async () => {
    const cursor = await project.run('list', '--agent', 'cursor', '--json');
    const unknown = await project.run('list', '--agent', 'cusror');

    expect(cursor.json()).toMatchObject({ result: { skills: [{ id: 'acme/extra' }] } });
    expect(unknown.exit).toBe(2);
    expect(unknown.stderr).toContain('cursor');
  });

  test('what is locked but no longer wanted is named so', async () => {
    project.write('paks.toml', MANIFEST.replace('"acme/deploy" = "^1"\n', ''));

    expect((await project.run('list')).stdout).toMatch(/acme\/deploy .*no longer needed/);
  });

  test('is empty without a lock, and needs a project', async () => {
    const fresh = world.project({ manifest: MANIFEST });
    const nowhere = await world.project().run('list');

    expect((await fresh.run('list')).stdout).toBe('No skills are installed here.\n');
    expect(nowhere.exit).toBe(2);
    expect(nowhere.stderr).toContain('`paks init --project`');
  });
});

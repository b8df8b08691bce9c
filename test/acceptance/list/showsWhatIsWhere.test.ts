import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import {
  DEPLOY_AND_BASE,
  skillText,
  startWorld,
  type TestWorld,
} from '../../helpers/startWorld.ts';

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
  world = await startWorld(DEPLOY_AND_BASE);
  await world.publish({ account: 'acme', name: 'extra', version: '1.0.0' });
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
        'SKILL        VERSION  WANTED  SOURCE   IN              NOTE',
        'acme/base    1.0.0            paks     .claude/skills  for acme/deploy',
        'acme/deploy  1.0.0    ^1      paks     .claude/skills',
        'acme/extra   1.0.0    ^1      paks     .agents/skills',
        'style        local    *       ./style  .claude/skills',
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

  test('shows what is pinned, with the reason, and what is overridden', async () => {
    await project.run('pin', 'acme/deploy', '--reason', 'reviewed\u202e');
    project.write('paks.toml', `${project.read('paks.toml')}[overrides]\n"acme/base" = "1"\n`);

    const { stdout } = await project.run('list');
    const json = await project.run('list', '--json');

    expect(stdout).toMatch(/acme\/deploy .*pinned: reviewed\\u\{202e\}$/m);
    expect(stdout).toMatch(/acme\/base .*overridden$/m);
    expectMatchesOutputSchema('list', json.json());
    expect(json.json()).toMatchObject({
      result: {
        skills: [{ pin: null }, { pin: { to: '1.0.0', reason: 'reviewed\u202e' } }, {}, {}],
      },
    });
  });

  test('--all looks at every agent, and names what Paks did not put there', async () => {
    project.write('.windsurf/skills/own/SKILL.md', skillText('own'));
    project.write('.claude/skills/notes/README.md', 'no skill');

    const all = await project.run('list', '--all');
    const json = await project.run('list', '--all', '--format', 'json');
    const one = await project.run('list', '--agent', 'claude-code', '--json');
    const both = await project.run('list', '--all', '--agent', 'cursor');

    expect(all.stdout).toMatch(/^own +\.windsurf\/skills +not from paks$/m);
    expect(all.stdout).toMatch(/^acme\/extra /m);
    expectMatchesOutputSchema('list', json.json());
    expect(json.json()).toMatchObject({
      result: {
        others: [{ name: 'own', directory: '.windsurf/skills/own', agents: ['windsurf'] }],
      },
    });
    expect(one.json()).toMatchObject({ result: { others: [] } });
    expect(both.exit).toBe(2);
  });

  test('JSON and YAML hold the same list', async () => {
    const json = await project.run('list', '--format', 'json');
    const yaml = await project.run('list', '--format', 'yaml');
    expect(parse(yaml.stdout)).toEqual(json.json());
  });

  test('what is locked but no longer wanted is named so', async () => {
    project.write('paks.toml', MANIFEST.replace('"acme/deploy" = "^1"\n', ''));

    expect((await project.run('list')).stdout).toMatch(/acme\/deploy .*no longer needed/);
  });

  test('is empty without a lock, and needs a project', async () => {
    const fresh = world.project({ manifest: MANIFEST });
    const nowhere = await world.project().run('list');

    expect((await fresh.run('list')).stdout).toBe(
      'No skills are installed here. Add one with `paks add account/name`.\n',
    );
    expect(nowhere.exit).toBe(2);
    expect(nowhere.stderr).toContain('`paks init --project`');
  });
});

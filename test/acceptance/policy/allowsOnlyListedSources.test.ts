import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let host: string;

beforeAll(async () => {
  world = await startWorld();
  host = new URL(world.git.url).host;
  await world.publish({ account: 'acme', name: 'base', version: '1.0.0' });
  await (await world.repository('trusted')).commit({ 'SKILL.md': skillText('trusted') });
  await (await world.repository('needing')).commit({
    'SKILL.md': skillText('needing', [
      'dependencies:',
      '  - name: trusted',
      `    git: ${world.git.url}/trusted.git`,
    ]),
  });
});

afterAll(() => world.close());

function policy(...patterns: readonly string[]): string {
  return `[policy]\nallow-sources = ${JSON.stringify(patterns)}\n`;
}

describe('allow-sources', () => {
  test('an unlisted repository is refused before anything is asked of it', async () => {
    const manifest = `[skills]\ntrusted = { git = "${world.git.url}/trusted.git" }\n${policy('registry:paks')}`;
    const project = world.project({ manifest });
    world.git.requests.length = 0;

    const run = await project.run('install');

    expect(run.exit).toBe(5);
    expect(run.stderr).toContain(`"git:${host}/trusted"`);
    expect(world.git.requests).toEqual([]);
    expect(project.tree()).toEqual({ 'paks.toml': manifest });
  });

  test('add refuses it too, and leaves the manifest alone', async () => {
    const project = world.project({ manifest: `[skills]\n${policy('path')}` });
    const before = project.tree();

    const runs = [
      await project.run('add', `${world.git.url}/trusted.git`),
      await project.run('add', 'acme/base'),
    ];

    expect(runs.map(({ exit }) => exit)).toEqual([5, 5]);
    expect(project.tree()).toEqual(before);
  });

  test('listed sources are used', async () => {
    const manifest = `[skills]\n"acme/base" = "^1"\ntrusted = { git = "${world.git.url}/trusted.git" }\nstyle = { path = "./style" }\n`;
    const project = world.project({
      manifest: manifest + policy('registry:paks', `git:${host}/*`, 'path'),
      files: { 'style/SKILL.md': skillText('style') },
    });

    expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });
  });

  test('what a listed skill needs has to be listed as well', async () => {
    const manifest = `[skills]\nneeding = { git = "${world.git.url}/needing.git" }\n`;
    const refused = world.project({ manifest: manifest + policy(`git:${host}/needing`) });
    const allowed = world.project({ manifest: manifest + policy(`git:${host}/*`) });

    const run = await refused.run('install');

    expect(run.exit).toBe(5);
    expect(run.stderr).toContain('`trusted` comes from');
    expect((await allowed.run('install')).exit).toBe(0);
  });

  test.each(['install', 'ci', 'lock'])(
    '%s refuses a lock that is older than the policy',
    async (command) => {
      const manifest = '[skills]\n"acme/base" = "^1"\n';
      const before = world.project({ manifest });
      await before.run('install');
      const project = world.project({
        manifest: manifest + policy('path'),
        files: { 'paks.lock': before.read('paks.lock') },
      });
      world.proxy.requests.length = 0;

      const run = await project.run(command);

      expect(run.exit).toBe(5);
      expect(run.stderr).toContain('`acme/base` comes from registry `paks`');
      expect(world.proxy.requests).toEqual([]);
      expect(project.exists('.agents')).toBe(false);
    },
  );
});

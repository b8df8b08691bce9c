import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { commands } from '../../../src/commands/all.ts';
import { expectMatchesOutputSchema, schemaOf } from '../../helpers/outputSchemas.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'deploy', version: '1.0.0' });
});

afterAll(() => world.close());

describe('the command line', () => {
  test('every command has help, and so has every first word that groups others', async () => {
    const project = world.project();
    for (const name of [...commands.keys(), 'cache', 'agent']) {
      const run = await project.run(...name.split(' '), '--help');
      expect(run).toMatchObject({ exit: 0, stderr: '' });
      expect(run.stdout).toContain(`${name} `);
      expect(run.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
  });

  test('the result of every command has a schema, and every schema a command', async () => {
    const named = await Promise.all([...commands.keys()].map((name) => schemaOf(name.split(' '))));
    const files = readdirSync('schemas/output').map((file) => file.replace('.schema.json', ''));

    // One schema is of no command, `--recursive`'s; and what `paks mcp` prints is its protocol's.
    expect(new Set([...files, 'mcp'])).toEqual(new Set([...named, 'recursive']));
  });

  test('lists every command without being asked for one', async () => {
    const run = await world.project().run();

    expect(run.exit).toBe(0);
    for (const name of ['add', 'ci', 'install', 'update'])
      expect(run.stdout).toContain(`  ${name}`);
  });

  test('an unknown command or flag is refused with the nearest one', async () => {
    const project = world.project();

    const command = await project.run('instal');
    const flag = await project.run('install', '--ofline');

    expect(command).toMatchObject({ exit: 2, stdout: '' });
    expect(command.stderr).toBe(
      'error: `instal` is not a command\nhint: did you mean `paks install`?\n',
    );
    expect(flag).toMatchObject({ exit: 2, stdout: '' });
    expect(flag.stderr).toContain('did you mean `--offline`?');
  });

  test('a word that other package managers use leads to the command of the same meaning', async () => {
    const project = world.project();
    const hints = ['uninstall', 'upgrade', 'show', 'undo', 'version'].map(async (word) => {
      const run = await project.run(word, 'acme/deploy');
      return [run.exit, run.stderr.split('\n')[1]];
    });

    expect(await Promise.all(hints)).toEqual([
      [2, 'hint: did you mean `paks remove`?'],
      [2, 'hint: did you mean `paks update`?'],
      [2, 'hint: did you mean `paks info`?'],
      [2, 'hint: did you mean `paks restore`?'],
      [2, 'hint: did you mean `paks --version`?'],
    ]);
  });

  test('words that are missing or too many are named, with an example', async () => {
    const project = world.project();

    const missing = await project.run('config', 'set');
    const tooMany = await project.run('login', 'garbage');

    expect(missing).toMatchObject({ exit: 2, stdout: '' });
    expect(missing.stderr).toMatch(
      /^error: `paks config set` needs KEY and VALUE after it, as in `paks config set .+`\n/,
    );
    expect(tooMany).toMatchObject({ exit: 2, stdout: '' });
    expect(tooMany.stderr).toContain('`paks login` does not know what to do with `garbage`');
  });

  test('--format prints the same document as JSON or as YAML', async () => {
    const project = world.project();
    await project.run('add', '-p', 'acme/deploy');

    const json = await project.run('list', '--format', 'json');
    const yaml = await project.run('list', '--format', 'yaml');
    const both = await project.run('list', '--json', '--format', 'yaml');

    expectMatchesOutputSchema('list', json.json());
    expect(parse(yaml.stdout)).toEqual(json.json());
    expect(both).toMatchObject({ exit: 2, stderr: '' });
    expect(both.json()).toMatchObject({ ok: false, error: { code: 'USAGE' } });
  });

  test('--json prints exactly one document, for success and for failure', async () => {
    const project = world.project();

    const added = await project.run('add', '-p', 'acme/deploy', '--json');
    const failed = await project.run('add', 'acme/nothing', '--json');
    const usage = await project.run('install', '--bogus', '--json');

    expect(added.json()).toMatchObject({
      ok: true,
      result: { changes: [{ id: 'acme/deploy', kind: 'added', to: '1.0.0' }], lockfile: 'written' },
    });
    expect(failed.json()).toMatchObject({ ok: false, error: { code: 'NO_SOLUTION', exit: 4 } });
    expect(usage.json()).toMatchObject({ ok: false, error: { code: 'USAGE', exit: 2 } });
    expect([added.stderr, failed.stderr, usage.stderr]).toEqual(['', '', '']);
  });

  test('T14: foreign text never reaches the terminal as control characters', async () => {
    const project = world.project({
      manifest: '[skills]\nstyle = { path = "./style" }\n',
      files: { 'style/SKILL.md': skillText('style') },
    });

    const run = await project.run('add', './\u001b[31mred\u001b[0m');

    expect(run.exit).not.toBe(0);
    expect(run.stderr).not.toContain('\u001b');
  });

  test('-q says nothing but problems', async () => {
    const project = world.project();

    expect(await project.run('add', '-p', 'acme/deploy', '-q')).toMatchObject({
      stdout: '',
      stderr: '',
    });
    expect((await project.run('add', 'acme/nothing', '-q')).stderr).toMatch(/^error: /);
  });
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';

let project: TemporaryProject;

beforeEach(() => {
  project = makeTemporaryProject();
});

afterEach(() => project.dispose());

const file = () => join(project.home, '.config/paks/config.toml');
const config = () => readFileSync(file(), 'utf8');

function writeConfig(text: string): void {
  mkdirSync(join(project.home, '.config/paks'), { recursive: true });
  writeFileSync(file(), text);
}

describe('registry add', () => {
  test('writes an entry and keeps the rest of the file', async () => {
    writeConfig('# mine\noffline = false\n');

    const run = await project.run(
      'registry',
      'add',
      'private',
      '--url',
      'https://skills.test/',
      '--auth-required',
    );

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toBe(
      'Registry private is now at https://skills.test.\nSign in with: paks login --registry private\n',
    );
    expect(config()).toBe(
      '# mine\noffline = false\n\n[registries.private]\nauth-required = true\nurl = "https://skills.test"\n',
    );
  });

  test('with --default all unqualified skills come from it', async () => {
    const url = 'https://skills.test';
    const words = ['registry', 'add', 'private', '--url', url, '--default', '--json'];

    const document = (await project.run(...words)).json();

    expectMatchesOutputSchema('registry-add', document);
    expect(document).toMatchObject({ result: { default: true, changed: true } });
    expect(await project.run('registry', 'default')).toMatchObject({ stdout: 'private\n' });
    expect((await project.run(...words)).json()).toMatchObject({ result: { changed: false } });
  });

  test.each([
    [['private'], 2, '--url'],
    [['default', '--url', 'https://a.test'], 2, 'cannot be the name'],
    [['a/b', '--url', 'https://a.test'], 2, 'cannot be the name'],
    [['private', '--url', 'http://a.test'], 2, 'plain http'],
    [['private', '--url', 'https://ada:geheim@a.test'], 2, 'user name or password'],
    [['private', '--url', 'https://a.test?x=1'], 2, 'query'],
    [['private', '--url', 'https://a.test', '--auth-url', 'ftp://b.test'], 2, 'scheme'],
  ])('refuses %j and writes nothing', async (words, exit, message) => {
    const run = await project.run('registry', 'add', ...words);
    expect(run).toMatchObject({ exit, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toContain('geheim');
    expect(() => config()).toThrow();
  });

  test('accepts plain http only with --insecure, and says so in the file', async () => {
    const words = ['registry', 'add', 'lan', '--url', 'http://skills.lan', '--insecure'];
    expect(await project.run(...words)).toMatchObject({ exit: 0 });
    expect(config()).toContain('insecure = true');
  });

  test('T22: a known name gets another address only with --force', async () => {
    await project.run('registry', 'add', 'private', '--url', 'https://a.test');
    const words = ['registry', 'add', 'private', '--url', 'https://b.test'];

    const refused = await project.run(...words);

    expect(refused).toMatchObject({ exit: 2 });
    expect(refused.stderr).toContain('`https://a.test`');
    expect(config()).toContain('a.test');
    expect(await project.run(...words, '--force')).toMatchObject({ exit: 0 });
    expect(config()).toBe('[registries.private]\nurl = "https://b.test"\n');
  });
});

describe('registry remove', () => {
  test('takes the entry out', async () => {
    await project.run('registry', 'add', 'private', '--url', 'https://a.test');
    const document = (await project.run('registry', 'remove', 'private', '--json')).json();
    expectMatchesOutputSchema('registry-remove', document);
    expect(config()).not.toContain('private');
  });

  test.each([
    ['nobody', 2, 'no registry `nobody`'],
    ['privat', 2, 'did you mean `private`?'],
    ['paks', 2, 'public registry'],
  ])('T22: refuses %s', async (name, exit, message) => {
    await project.run('registry', 'add', 'private', '--url', 'https://a.test');
    const run = await project.run('registry', 'remove', name);
    expect(run).toMatchObject({ exit, stdout: '' });
    expect(run.stderr).toContain(message);
  });

  test('T22: the default one stays until another is chosen', async () => {
    await project.run('registry', 'add', 'private', '--url', 'https://a.test', '--default');
    const refused = await project.run('registry', 'remove', 'private');
    expect(refused).toMatchObject({ exit: 2 });
    expect(refused.stderr).toContain('paks registry default paks');
    await project.run('registry', 'default', 'paks');
    expect(await project.run('registry', 'remove', 'private')).toMatchObject({ exit: 0 });
  });
});

describe('registry list', () => {
  test("shows the user's and the project's, and where a project moves a name", async () => {
    await project.run('registry', 'add', 'private', '--url', 'https://a.test', '--auth-required');
    project.write(
      'paks.toml',
      '[registries.private]\nurl = "https://b.test"\n[registries.team]\nurl = "https://c.test"\n',
    );

    const document = (await project.run('registry', 'list', '--json')).json();
    const run = await project.run('registry', 'list');

    expectMatchesOutputSchema('registry-list', document);
    expect(run.stdout).toBe(
      [
        'REGISTRY  URL                   FROM     NOTE',
        'paks      https://api.paks.dev  default  default',
        'private   https://b.test        project  yours is https://a.test',
        'team      https://c.test        project',
        '',
      ].join('\n'),
    );
  });
});

describe('registry default', () => {
  test('is written, and refused for a name that only a project knows', async () => {
    await project.run('registry', 'add', 'private', '--url', 'https://a.test');
    project.write('paks.toml', '[registries.team]\nurl = "https://c.test"\n');

    const document = (await project.run('registry', 'default', 'private', '--json')).json();
    const refused = await project.run('registry', 'default', 'team');

    expectMatchesOutputSchema('registry-default', document);
    expect(document).toMatchObject({ result: { name: 'private', changed: true } });
    expect(refused).toMatchObject({ exit: 2 });
    expect(refused.stderr).toContain('`team`');
  });
});

import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import {
  makeTemporaryProject,
  type TemporaryProject,
  type TemporaryProjectOptions,
} from '../../helpers/makeTemporaryProject.ts';
import { skillText } from '../../helpers/startWorld.ts';

const projects: TemporaryProject[] = [];

afterAll(() => {
  for (const project of projects) project.dispose();
});

const AGENTS = '[project]\nagents = ["claude-code"]\n';
const WANTS_PDF = `${AGENTS}\n[skills]\npdf = { npm = "@acme/tools", skill = "pdf" }\n`;

/** No registry and no repository can be reached: what works here asks nobody. */
function start(options: TemporaryProjectOptions = {}): TemporaryProject {
  const project = makeTemporaryProject({ registry: 'http://127.0.0.1:9', ...options });
  projects.push(project);
  return project;
}

function addPackage(
  project: TemporaryProject,
  name: string,
  { version, skills }: { readonly version?: string; readonly skills: readonly string[] },
  folder = 'node_modules',
): void {
  project.write(`${folder}/${name}/package.json`, JSON.stringify({ name, version }));
  for (const skill of skills) {
    project.write(
      `${folder}/${name}/skills/${skill}/SKILL.md`,
      skillText(skill, [`license: v${version}`]),
    );
  }
}

describe('a skill that an npm package ships', () => {
  test('is locked with the version and content of the package, and installed', async () => {
    const project = start({ manifest: WANTS_PDF });
    addPackage(project, '@acme/tools', { version: '1.2.3', skills: ['forms', 'pdf'] });

    const run = await project.run('install');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.read('paks.lock')).toMatch(
      /name = "pdf"\nversion = "1.2.3"\nsource = "npm\+@acme\/tools"\nskill = "pdf"\npath = "skills\/pdf"\nintegrity = "sha256-/,
    );
    expect(project.read('.claude/skills/pdf/SKILL.md')).toContain('license: v1.2.3');
    expect((await project.run('ci')).exit).toBe(0);
    expect((await project.run('verify')).exit).toBe(0);
    expect((await project.run('list')).stdout).toContain('npm+@acme/tools#skill=pdf');
  });

  test.each([
    ['the linked layout of pnpm', 'node_modules/.pnpm/@acme+tools@1.0.0/node_modules'],
    ['a workspace', 'packages'],
  ])('is found in a folder above, and through a link: %s', async (_, store) => {
    const project = start();
    project.write('apps/web/paks.toml', WANTS_PDF);
    addPackage(project, '@acme/tools', { version: '1.0.0', skills: ['pdf'] }, store);
    mkdirSync(join(project.path, 'node_modules/@acme'), { recursive: true });
    symlinkSync(
      join(project.path, store, '@acme/tools'),
      join(project.path, 'node_modules/@acme/tools'),
    );

    const run = await project.run('install', '-C', 'apps/web');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.exists('apps/web/.claude/skills/pdf/SKILL.md')).toBe(true);
  });

  test('needs no name while it is the only one, and is listed with the others when it is not', async () => {
    const project = start({ manifest: `${AGENTS}\n[skills]\npdf = { npm = "tools" }\n` });
    addPackage(project, 'tools', { skills: ['pdf'] });
    expect((await project.run('install')).exit).toBe(0);
    expect(project.read('paks.lock')).toContain('version = "0.0.0"\nsource = "npm+tools"\npath =');

    addPackage(project, 'tools', { skills: ['forms'] });
    project.remove('paks.lock');
    const run = await project.run('install');

    expect(run.exit).toBe(2);
    expect(run.stderr).toContain('ships 2 skills: `forms`, `pdf`');
  });

  test('follows `npm install` on the next install, and never in a frozen run', async () => {
    const project = start({ manifest: WANTS_PDF });
    addPackage(project, '@acme/tools', { version: '1.0.0', skills: ['pdf'] });
    await project.run('install');
    addPackage(project, '@acme/tools', { version: '1.1.0', skills: ['pdf'] });
    const before = project.tree();

    for (const command of [['ci'], ['install', '--frozen-lockfile'], ['lock', '--check']]) {
      const frozen = await project.run(...command);
      expect(frozen.exit).toBe(3);
      expect(frozen.stderr).toContain('`node_modules` holds 1.1.0 for `pdf`, but 1.0.0 is locked');
    }
    expect(project.tree()).toEqual(before);

    const run = await project.run('install', '--json');
    expect(run.json()).toMatchObject({
      result: { changes: [{ id: 'pdf', kind: 'updated', from: '1.0.0', to: '1.1.0' }] },
    });
    expect(project.read('.claude/skills/pdf/SKILL.md')).toContain('license: v1.1.0');
    expect((await project.run('ci')).exit).toBe(0);
  });

  test('whose bytes changed under one version fails a frozen run and is warned of (T13)', async () => {
    const project = start({ manifest: WANTS_PDF });
    addPackage(project, '@acme/tools', { version: '1.0.0', skills: ['pdf'] });
    await project.run('install');
    project.write('node_modules/@acme/tools/skills/pdf/extra.md', 'added later');

    const frozen = await project.run('ci');
    expect(frozen.exit).toBe(3);
    expect(frozen.stderr).toContain('holds other content for `pdf` than was locked at 1.0.0');

    const run = await project.run('install');
    expect(run.exit).toBe(0);
    expect(run.stderr).toContain('holds other content for `pdf`');
  });

  test('is news of outdated, and shown by diff, when `npm install` brought other content', async () => {
    const project = start({ manifest: WANTS_PDF });
    addPackage(project, '@acme/tools', { version: '1.2.3', skills: ['pdf'] });
    await project.run('install');
    expect((await project.run('outdated')).exit).toBe(0);

    project.write('node_modules/@acme/tools/skills/pdf/SKILL.md', skillText('pdf', ['license: x']));
    const changed = await project.run('outdated', '--json');
    addPackage(project, '@acme/tools', { version: '1.3.0', skills: ['pdf'] });
    const newer = await project.run('outdated', '--json');
    const difference = await project.run('diff', 'pdf');

    expect([changed.exit, newer.exit]).toEqual([1, 1]);
    const row = { id: 'pdf', current: '1.2.3', standing: 'update' };
    expect(changed.json()).toMatchObject({ result: { skills: [{ ...row, wanted: '1.2.3' }] } });
    expect(newer.json()).toMatchObject({ result: { skills: [{ ...row, wanted: '1.3.0' }] } });
    expect(difference.stdout).toContain('pdf: locked (1.2.3) → latest (1.3.0)');
    expect(difference.stdout).toContain('-license: v1.2.3\n+license: v1.3.0');
    expect((await project.run('update')).exit).toBe(0);
    expect((await project.run('outdated')).exit).toBe(0);

    project.remove('node_modules');
    const gone = await project.run('outdated');
    expect(gone.exit).toBe(6);
    expect(gone.stderr).toContain('run `npm install`');
  });

  test('that is not installed names the package and `npm install`', async () => {
    const project = start({ manifest: WANTS_PDF });
    const before = project.tree();

    const run = await project.run('install');

    expect(run.exit).toBe(1);
    expect(run.stderr).toContain('the npm package `@acme/tools` is not in `node_modules`');
    expect(run.stderr).toContain('hint: run `npm install`');
    const { json } = await project.run('install', '--json');
    expect(json()).toMatchObject({ error: { code: 'PACKAGE_MISSING' } });
    expect(project.tree()).toEqual(before);
  });

  test('is refused where `allow-sources` does not name its package', async () => {
    const policy = '\n[policy]\nallow-sources = ["npm:@other/*", "path"]\n';
    const project = start({ manifest: `${WANTS_PDF}${policy}` });
    addPackage(project, '@acme/tools', { version: '1.0.0', skills: ['pdf'] });

    const run = await project.run('install');

    expect(run.exit).toBe(5);
    expect(run.stderr).toContain('"npm:@acme/tools"');
  });

  test('may need a skill beside it in its package', async () => {
    const project = start({ manifest: WANTS_PDF });
    addPackage(project, '@acme/tools', { version: '1.0.0', skills: ['forms', 'pdf'] });
    const needs = skillText('pdf', ['dependencies:', '  - name: forms', '    path: ../forms']);
    project.write('node_modules/@acme/tools/skills/pdf/SKILL.md', needs);

    expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });

    expect(project.read('paks.lock')).toContain(
      'dependencies = ["forms@* from npm+@acme/tools#skill=forms"]',
    );
    expect(project.exists('.claude/skills/forms/SKILL.md')).toBe(true);
  });
});

describe('what a package could try', () => {
  test.each([
    [
      'a link out of the skill (T02)',
      'skills/pdf/secret',
      '../../../../../paks.toml',
      'UNSAFE_LINK',
    ],
    [
      'a skill that is a link out of the package (T02)',
      'skills/away',
      '../../../..',
      'UNSAFE_LINK',
    ],
  ])('%s is refused before anything is written', async (_, path, target, code) => {
    const manifest = `${AGENTS}\n[skills]\nx = { npm = "@acme/tools", skill = "${path.split('/')[1] ?? ''}" }\n`;
    const project = start({ manifest, files: { 'SKILL.md': skillText('away') } });
    addPackage(project, '@acme/tools', { version: '1.0.0', skills: ['pdf'] });
    symlinkSync(target, join(project.path, 'node_modules/@acme/tools', path));

    const run = await project.run('install', '--json');

    expect(run).toMatchObject({ exit: 5 });
    expect(run.json()).toMatchObject({ error: { code } });
    expect(project.exists('paks.lock')).toBe(false);
    expect(project.exists('.claude')).toBe(false);
  });

  test.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a version that is none', '{"version":"latest"}'],
    ['a version of another type', '{"version":{}}'],
    ['nesting that fills the stack (T12)', '['.repeat(200_000)],
  ])('a `package.json` with %s', async (_, text) => {
    const project = start({ manifest: WANTS_PDF });
    addPackage(project, '@acme/tools', { version: '1.0.0', skills: ['pdf'] });
    project.write('node_modules/@acme/tools/package.json', text);

    const run = await project.run('install', '--json');

    expect(run.exit).toBe(2);
    expect(run.json()).toMatchObject({ error: { code: 'PACKAGE_INVALID' } });
  });
});

describe('`paks add npm:PACKAGE`', () => {
  test('adds the only skill, or the one that is named, by its directory', async () => {
    const project = start({ manifest: AGENTS });
    addPackage(project, 'tools', { version: '1.0.0', skills: ['pdf'] });
    addPackage(project, '@acme/many', { version: '2.0.0', skills: ['a', 'b'] });

    expect(await project.run('add', 'npm:tools')).toMatchObject({ exit: 0, stderr: '' });
    expect(await project.run('add', 'npm:@acme/many#skill=b')).toMatchObject({ exit: 0 });

    expect(project.read('paks.toml')).toContain('pdf = { npm = "tools", skill = "pdf" }');
    expect(project.read('paks.toml')).toContain('b = { npm = "@acme/many", skill = "b" }');
    expect(project.exists('.claude/skills/b/SKILL.md')).toBe(true);
    const again = project.tree();
    await project.run('add', 'npm:tools');
    expect(project.tree()).toEqual(again);
  });

  test('lists the skills of a package of many and takes none unasked', async () => {
    const project = start({ manifest: AGENTS });
    addPackage(project, '@acme/many', { version: '2.0.0', skills: ['a', 'b'] });
    const before = project.tree();

    const run = await project.run('add', 'npm:@acme/many');

    expect(run.exit).toBe(2);
    expect(run.stderr).toContain('skills/a\n  skills/b');
    expect(project.tree()).toEqual(before);
    expect(await project.run('add', 'npm:@acme/many', '--all')).toMatchObject({ exit: 0 });
  });
});

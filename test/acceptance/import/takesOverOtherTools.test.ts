import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestRepository } from '../../helpers/gitRepository.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { startGitHost } from '../../helpers/startGitHost.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';
import { temporaryFolders } from '../../helpers/temporaryFolder.ts';

const folder = temporaryFolders();
let world: TestWorld;
let many: TestRepository;
let url: string;
/** The commits of `main`, of which the first is tagged v1.0.0. */
let first: string;
let second: string;

const OLD = skillText('pdf', ['license: first']);
const NEW = skillText('pdf', ['license: second']);

beforeAll(async () => {
  world = await startWorld();
  many = await world.repository('many');
  url = `${world.git.url}/many.git`;
  const forms = skillText('forms');
  const files = {
    'skills/pdf/SKILL.md': OLD,
    'skills/pdf/a.md': 'a',
    'skills/forms/SKILL.md': forms,
  };
  first = await many.commit(files, { tags: ['v1.0.0'] });
  second = await many.commit({ ...files, 'skills/pdf/SKILL.md': NEW }, { tags: ['v1.1.0'] });
});

afterAll(() => world.close());

/** As the `skills` command hashes a folder. */
function concatenated(files: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256');
  for (const path of Object.keys(files).sort((left, right) => left.localeCompare(right))) {
    hash.update(path).update(files[path] ?? '');
  }
  return hash.digest('hex');
}

const NEW_HASH = concatenated({ 'SKILL.md': NEW, 'a.md': 'a' });
const OLD_HASH = concatenated({ 'SKILL.md': OLD, 'a.md': 'a' });

function skillsLock(hash: string, more: Readonly<Record<string, unknown>> = {}): string {
  const pdf = {
    source: 'x/many',
    sourceType: 'git',
    sourceUrl: url,
    skillPath: 'skills/pdf/SKILL.md',
  };
  return JSON.stringify({ version: 1, skills: { pdf: { ...pdf, computedHash: hash }, ...more } });
}

/** As the tool that locks commits hashes a folder. */
function separated(): string {
  const hash = createHash('sha256');
  for (const [path, text] of [
    ['a.md', 'a'],
    ['SKILL.md', OLD],
  ] as const) {
    hash.update(path).update('\0').update(text).update('\0');
  }
  return `sha256-${hash.digest('base64')}`;
}

function commitLock(): string {
  const integrity = separated();
  const pdf = { spec: url, resolved: url, ref: null, commit: first, path: 'skills/pdf', integrity };
  return JSON.stringify({ lockfileVersion: 1, skills: { pdf } });
}

describe('import', () => {
  test('takes over a skills-lock.json, and says that the content is the recorded one', async () => {
    const project = world.project({ files: { 'skills-lock.json': skillsLock(NEW_HASH) } });

    const run = await project.run('import');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toContain(`(${second.slice(0, 7)}), same content`);
    expect(run.stdout).toContain('1 skill taken over from skills-lock.json. Run `paks install`.');
    expect(project.read('paks.toml')).toContain(`pdf = { git = "${url}", path = "skills/pdf" }`);
    expect(project.read('paks.lock')).toContain(`commit = "${second}"`);
    expect(await project.run('ci')).toMatchObject({ exit: 0 });
    expect(project.exists('skills-lock.json')).toBe(true);
  });

  test('warns where the source moved on since the recorded content', async () => {
    const project = world.project({ files: { 'skills-lock.json': skillsLock(OLD_HASH) } });

    const run = await project.run('import', '--json');

    expectMatchesOutputSchema('import', run.json());
    expect(run.json()).toMatchObject({
      result: {
        skills: [{ id: 'pdf', content: 'different' }],
        warnings: [{ code: 'import-content' }],
      },
    });
  });

  test('locks the commit that a lock names, so that the first install brings the same bytes', async () => {
    const project = world.project({ files: { 'skills-lock.json': commitLock() } });

    expect((await project.run('import')).exit).toBe(0);

    expect(project.read('paks.toml')).not.toContain('rev');
    expect(project.read('paks.toml')).not.toContain('pin');
    expect(project.read('paks.lock')).toContain(`commit = "${first}"`);
    expect((await project.run('install')).exit).toBe(0);
    expect(project.read('paks.lock')).toContain(`commit = "${first}"`);
    const installed = Object.entries(project.tree()).find(([path]) =>
      path.endsWith('pdf/SKILL.md'),
    );
    expect(installed?.[1]).toContain('license: first');
    expect((await project.run('update')).exit).toBe(0);
    expect(project.read('paks.lock')).toContain(`commit = "${second}"`);
  });

  test('compares the hash of a lock with commits, and git’s id of a directory', async () => {
    const project = world.project({ files: { 'skills-lock.json': commitLock() } });
    const run = await project.run('import', '--dry-run', '--json');
    expect(run.json()).toMatchObject({ result: { skills: [{ content: 'same' }] } });

    const tree = (await many.git(['rev-parse', 'main:skills/pdf'])).toString().trim();
    const personal = world.project();
    mkdirSync(join(personal.home, '.agents'));
    const entry = { source: 'x/many', sourceType: 'git', sourceUrl: url, skillFolderHash: tree };
    writeFileSync(
      join(personal.home, '.agents/.skill-lock.json'),
      JSON.stringify({
        version: 3,
        skills: { pdf: { ...entry, skillPath: 'skills/pdf/SKILL.md' } },
      }),
    );
    const global = await personal.run('import', '-g', '--json');
    expect(global.json()).toMatchObject({
      result: { from: 'skill-lock', skills: [{ id: 'pdf', content: 'same' }] },
    });
    expect((await personal.run('list', '-g')).stdout).toContain('pdf');
    expect(personal.tree()).toEqual({});
  });

  test('takes over agents.toml with its lock, its agents and its wildcard', async () => {
    const toml = [
      'version = 1',
      'agents = ["claude", "unheard-of"]',
      '[[skills]]',
      'name = "pdf"',
      `source = "git:${url}"`,
      '[[skills]]',
      'name = "*"',
      `source = "git:${url}"`,
      'exclude = ["pdf"]',
      '[[skills]]',
      'name = "style"',
      'source = "path:./style"',
      '[[mcp]]',
      'name = "issues"',
      'command = "x"',
      '',
    ].join('\n');
    const lock = [
      'version = 1',
      '[skills.pdf]',
      `source = "git:${url}"`,
      `resolved_url = "${url}"`,
      'resolved_path = "skills/pdf"',
      `resolved_commit = "${first}"`,
      '',
    ].join('\n');
    const style = skillText('style');
    const files = { 'agents.toml': toml.replace('git:http:', 'git:http:'), 'agents.lock': lock };
    const project = world.project({ files: { ...files, 'style/SKILL.md': style } });

    const run = await project.run('import');

    expect(run.exit).toBe(0);
    expect(run.stdout).toContain('3 skills taken over from agents.toml');
    expect(run.stdout).toContain('No equivalent:\n  mcp: Paks installs skills only');
    expect(run.stdout).toContain('agent unheard-of: Paks knows no agent of this name');
    expect(project.read('paks.toml')).toContain('agents = ["claude-code"]');
    expect(project.read('paks.toml')).toContain('style = { path = "./style" }');
    expect(project.read('paks.lock')).toMatch(new RegExp(`name = "pdf"[^[]*commit = "${first}"`));
    expect(project.read('paks.lock')).toMatch(
      new RegExp(`name = "forms"[^[]*commit = "${second}"`),
    );
    expect((await project.run('ci')).exit).toBe(0);
  });

  test('takes over apm.yml: a range and the version its lock chose, groups, aliases', async () => {
    const yaml = [
      'name: x',
      'dependencies:',
      '  apm:',
      `    - git: ${url}`,
      '      path: skills/pdf',
      '      ref: ^1.0.0',
      '      alias: papers',
      'devDependencies:',
      '  apm:',
      `    - git: ${url}`,
      '      path: skills/forms',
      '      ref: v1.0.0',
      '',
    ].join('\n');
    const lock = [
      'lockfile_version: "2"',
      'dependencies:',
      `  - repo_url: ${url}`,
      `    resolved_commit: ${first}`,
      '    virtual_path: skills/pdf',
      '',
    ].join('\n');
    const project = world.project({ files: { 'apm.yml': yaml, 'apm.lock.yaml': lock } });

    expect(await project.run('import')).toMatchObject({ exit: 0, stderr: '' });

    const manifest = project.read('paks.toml');
    expect(manifest).toContain(
      `papers = { git = "${url}", path = "skills/pdf", version = "^1.0.0" }`,
    );
    expect(manifest).toContain('[groups.dev.skills]\nforms = {');
    expect(manifest).toContain('tag = "v1.0.0"');
    expect(project.read('paks.lock')).toMatch(/name = "papers"\nversion = "1\.0\.0"/);
    expect(await project.run('lock', '--check')).toMatchObject({ exit: 0 });
  });

  test('holds a range at the commit of a lock by the tags of its directory, under another name too', async () => {
    const own = await world.repository('named');
    const path = 'skills/pdf/SKILL.md';
    const old = await own.commit({ [path]: OLD }, { tags: ['pdf@1.0.0'] });
    await own.commit({ [path]: NEW }, { tags: ['pdf@1.1.0'] });
    const address = `${world.git.url}/named.git`;
    const yaml = `dependencies:\n  apm:\n    - git: ${address}\n      path: skills/pdf\n      ref: ^1.0.0\n      alias: papers\n`;
    const lock = (commit: string) =>
      `dependencies:\n  - repo_url: ${address}\n    resolved_commit: ${commit}\n    virtual_path: skills/pdf\n`;
    const project = world.project({ files: { 'apm.yml': yaml, 'apm.lock.yaml': lock(old) } });
    expect(await project.run('import')).toMatchObject({ exit: 0, stderr: '' });
    expect(project.read('paks.lock')).toMatch(/name = "papers"\nversion = "1\.0\.0"/);

    const between = await own.commit({ [path]: OLD, 'skills/pdf/b.md': 'b' });
    const other = world.project({ files: { 'apm.yml': yaml, 'apm.lock.yaml': lock(between) } });
    const run = await other.run('import');
    expect(run.stderr).toContain(`\`papers\` was locked at ${between.slice(0, 12)}, which is no`);
    expect(other.read('paks.lock')).toContain('version = "1.1.0"');
  });

  test('does not take what a tag holds since it moved for what was locked of it (T10)', async () => {
    const entry = { spec: `${url}#v1.0.0`, resolved: url, ref: 'v1.0.0', path: 'skills/pdf' };
    const skills = { pdf: { ...entry, commit: second } };
    const files = { 'skills-lock.json': JSON.stringify({ lockfileVersion: 1, skills }) };
    const project = world.project({ files });

    const run = await project.run('import');

    expect(run.exit).toBe(1);
    expect(run.stdout).toContain(`the tag \`v1.0.0\` was locked at ${second} and is ${first} now`);
    expect(project.exists('paks.lock')).toBe(false);
  });

  test('takes over the `skills` of a package.json, and the lock beside it once', async () => {
    const json = JSON.stringify({ skills: { pdf: url }, skillsConfig: { agents: ['cursor'] } });
    const files = { 'package.json': json, 'skills-lock.json': commitLock() };
    const project = world.project({ files });

    expect(await project.run('import')).toMatchObject({ exit: 0, stderr: '' });

    expect(project.read('paks.toml')).toContain('agents = ["cursor"]');
    expect(project.read('paks.lock')).toContain(`commit = "${first}"`);
  });

  test('merges into a manifest without losing a byte of it, and reports what clashes', async () => {
    const manifest = `# ours\n[project]\nagents = ["cursor"]\n\n[skills] # all of them\nforms = { path = "./forms" }\n`;
    const other = {
      source: 'x/many',
      sourceType: 'git',
      sourceUrl: url,
      skillPath: 'skills/forms/SKILL.md',
    };
    const files = {
      'skills-lock.json': skillsLock(NEW_HASH, { forms: other }),
      'forms/SKILL.md': skillText('forms'),
    };
    const project = world.project({ manifest, files });

    const run = await project.run('import');

    expect(run.exit).toBe(1);
    expect(run.stdout).toContain(`forms: git+${url}#path=skills/forms; it is path+./forms here`);
    expect(project.read('paks.toml')).toBe(
      `${manifest}pdf = { git = "${url}", path = "skills/pdf" }\n`,
    );

    const again = await project.run('import', '--json');
    expect(again.json()).toMatchObject({
      result: { manifest: 'unchanged', lockfile: 'unchanged', skills: [{ state: 'kept' }] },
    });
  });

  test('writes nothing with --dry-run', async () => {
    const project = world.project({ files: { 'skills-lock.json': commitLock() } });
    const before = project.tree();

    const run = await project.run('import', '--dry-run');

    expect(run.stdout).toContain('1 skill would be taken over');
    expect(project.tree()).toEqual(before);
  });

  test('lists what leads nowhere and takes the rest; nothing at all is a no', async () => {
    const gone = { source: 'x/gone', sourceType: 'git', sourceUrl: `${world.git.url}/gone.git` };
    const none = {
      source: 'x/many',
      sourceType: 'git',
      sourceUrl: url,
      skillPath: 'skills/none/SKILL.md',
    };
    const files = { 'skills-lock.json': skillsLock(NEW_HASH, { gone, none }) };
    const run = await world.project({ files }).run('import');
    expect(run.exit).toBe(0);
    expect(run.stdout).toMatch(/No equivalent:\n {2}gone: .*\n {2}none: .*holds no `SKILL\.md`/);

    const alone = JSON.stringify({ version: 1, skills: { none } });
    const project = world.project({ files: { 'skills-lock.json': alone } });
    expect((await project.run('import')).exit).toBe(1);
    expect(project.exists('paks.toml')).toBe(false);
    const { json } = await world.project().run('import', '--json');
    expect(json()).toMatchObject({ error: { code: 'IMPORT_MISSING', exit: 2 } });
  });

  test('a repository that asks who you are keeps nothing else from being taken', async () => {
    const credentials = { username: 'ada', password: 'secret' };
    const closed = await startGitHost({ root: folder(), credentials });
    const hidden = { source: 'x', sourceType: 'git', sourceUrl: `${closed.url}/hidden.git` };
    const files = { 'skills-lock.json': skillsLock(NEW_HASH, { hidden }) };
    const project = world.project({ files });

    const run = await project.run('import');
    await closed.close();

    expect(run.stdout).toMatch(/^\+ pdf .*\nNo equivalent:\n {2}hidden: /);
    expect(project.read('paks.lock')).toContain('name = "pdf"');
  });

  test('finds the skills of a folder beside any number of packages and odd files', async () => {
    const packages = Object.fromEntries(
      Array.from({ length: 5_001 }, (_, index) => [`node_modules/p/${index}.js`, '']),
    );
    const skills = ['file:.'];
    const files = { 'package.json': JSON.stringify({ skills }), 'skills/pdf/SKILL.md': OLD };
    const project = world.project({ files: { ...files, ...packages } });
    symlinkSync('/nowhere', join(project.path, 'broken'));

    expect(await project.run('import')).toMatchObject({ exit: 0, stderr: '' });
    expect(project.read('paks.toml')).toContain('pdf = { path = "./skills/pdf" }');
    const added = await project.run('add', './', '--name', 'papers');
    expect(added).toMatchObject({ exit: 0 });
  });

  test('asks no source that the policy forbids', async () => {
    const manifest = '[policy]\nallow-sources = ["path"]\n';
    const project = world.project({ manifest, files: { 'skills-lock.json': commitLock() } });
    world.git.requests.length = 0;

    const run = await project.run('import');

    expect(run.stdout).toContain('`allow-sources` does not list');
    expect(world.git.requests).toEqual([]);
  });
});

describe('choosing the file', () => {
  test('several tools are a choice to make, by name or by file', async () => {
    const skillfish = JSON.stringify({ version: 1, skills: [] });
    const files = { 'skillfish.json': skillfish, 'skills-lock.json': commitLock() };
    const project = world.project({ files });

    const run = await project.run('import');
    expect(run.exit).toBe(2);
    expect(run.stderr).toContain('`skillfish.json` (skillfish), `skills-lock.json` (skills-lock)');
    expect((await project.run('import', '--from', 'skills-lock')).exit).toBe(0);
    expect((await project.run('import', './skills-lock.json', '--dry-run')).exit).toBe(0);
    project.write('old/backup.json', commitLock());
    expect((await project.run('import', 'old/backup.json')).stderr).toContain('add `--from KIND`');
    const named = await project.run('import', 'old/backup.json', '--from', 'skills-lock');
    expect(named.exit).toBe(0);
  });

  test.each([
    [['import'], 'there is nothing to import'],
    [['import', 'missing/skillfish.json'], 'there is no file `missing/skillfish.json`'],
    [['import', '--from', 'skilfish'], 'did you mean `--from skillfish`?'],
  ])('%j says what is wrong', async (argv, message) => {
    const project = world.project({ files: { 'package.json': '{"name":"x"}' } });
    const run = await project.run(...argv);
    expect(run.exit).toBe(2);
    expect(run.stderr).toContain(message);
    expect(Object.keys(project.tree())).toEqual(['package.json']);
  });

  test('a hostile file is refused with its place, and nothing is written (T12)', async () => {
    const project = world.project({ files: { 'skills-lock.json': '{"version":1,"skills":[]}' } });
    const run = await project.run('import', '--json');
    expect(run.json()).toMatchObject({
      error: {
        code: 'IMPORT_INVALID',
        message: '`skills-lock.json` at `skills`: it has to be an object',
      },
    });
    project.write('skills-lock.json', ' '.repeat(6 * 1024 * 1024));
    expect((await project.run('import')).exit).toBe(5);
    const escape = JSON.stringify({
      version: 1,
      skills: { '\u001b[31mred': { source: '\u001b]0;x', sourceType: 'well-known' } },
    });
    project.write('skills-lock.json', escape);
    const shown = await project.run('import');
    expect(shown.stdout).not.toContain('\u001b');
    expect(Object.keys(project.tree())).toEqual(['skills-lock.json']);
  });
});

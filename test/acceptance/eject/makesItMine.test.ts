import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { faultyFileSystem } from '../../helpers/faultyFileSystem.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let project: TemporaryProject;

const MANIFEST = `# what we use
[project]
agents = ["claude-code"]

[skills]
"acme/deploy" = { version = "^1", as = "ship" }   # keep me
`;
const SHIP = '.claude/skills/ship';

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'base', version: '1.0.0' });
  await world.publish({
    account: 'acme',
    name: 'deploy',
    version: '1.0.0',
    dependencies: { 'acme/base': '^1' },
    files: { 'notes.md': 'one\n' },
  });
});

afterAll(() => world.close());

beforeEach(async () => {
  project = world.project({ manifest: MANIFEST });
  await project.run('install');
});

describe('eject', () => {
  test('copies the edited skill, makes the folder its source, and keeps comments and dependencies', async () => {
    project.write(`${SHIP}/notes.md`, 'mine\n');
    const edited = project.tree(SHIP);

    const run = await project.run('eject', 'acme/deploy', '--json');

    expect(run.exit).toBe(0);
    expectMatchesOutputSchema('eject', run.json());
    expect(project.tree('skills/ship')).toEqual(edited);
    expect(project.tree(SHIP)).toEqual(edited);
    expect(project.read('paks.toml')).toBe(
      MANIFEST.replace(
        '{ version = "^1", as = "ship" }',
        '{ path = "./skills/ship", as = "ship" }',
      ),
    );
    const lock = project.read('paks.lock');
    expect(lock).toContain(
      'name = "acme/deploy"\nsource = "path+./skills/ship"\ndependencies = ["acme/base@^1"]',
    );
    expect(lock).toContain('name = "acme/base"\nversion = "1.0.0"');
    expect((await project.run('verify')).exit).toBe(0);
    expect((await project.run('ci')).exit).toBe(0);

    project.write('skills/ship/notes.md', 'more\n');
    await project.run('install');
    expect(project.read(`${SHIP}/notes.md`)).toBe('more\n');
  });

  test('a patched skill is ejected with its patch in it', async () => {
    project.write(`${SHIP}/notes.md`, 'patched\n');
    await project.run('patch', 'acme/deploy');

    const run = await project.run('eject', 'acme/deploy', '--to', 'own/deploy');

    expect(run.stdout).toContain('patches/acme/deploy@1.0.0.patch is in it and no longer used');
    expect(project.read('own/deploy/notes.md')).toBe('patched\n');
    expect(project.read('paks.toml')).not.toContain('deploy@1.0.0.patch');
    expect((await project.run('verify')).exit).toBe(0);
  });

  test('a skill that others need becomes theirs too, by an override', async () => {
    const run = await project.run('eject', 'acme/base');

    expect(run.exit).toBe(0);
    expect(project.read('paks.toml')).toContain(
      '[overrides]\n"acme/base" = { path = "./skills/base" }',
    );
    expect((await project.run('verify')).exit).toBe(0);
  });

  test.each([
    ['a folder that exists', ['acme/deploy', '--to', 'taken'], '`taken` is already there', 1],
    ['a folder outside', ['acme/deploy', '--to', '../out'], 'is no place for a skill', 2],
    [
      'an agent’s directory',
      ['acme/deploy', '--to', '.claude/skills/x'],
      'is no place for a skill',
      2,
    ],
    ['the project itself', ['acme/deploy', '--to', '.'], 'is no place for a skill', 2],
    ['an unknown skill', ['acme/depoly'], 'did you mean `acme/deploy`', 1],
  ])('%s is refused, and nothing changes', async (_what, words, message, exit) => {
    project.write('taken/x', '');
    const before = project.tree();
    const run = await project.run('eject', ...words);
    expect(run.stderr).toContain(message);
    expect(run.exit).toBe(exit);
    expect(project.tree()).toEqual(before);
  });

  test('what is the project’s own already cannot be ejected', async () => {
    await project.run('eject', 'acme/deploy');
    const again = await project.run('eject', 'acme/deploy', '--to', 'other');
    expect(again.exit).toBe(2);
    expect(again.stderr).toContain('already');
  });

  test('a failure of the disk at any call leaves everything as it was', async () => {
    project.write(`${SHIP}/notes.md`, 'mine\n');
    const before = project.tree();
    let failed = 0;
    for (let failAt = 120; failAt <= 900; failAt += 47) {
      const faulty = faultyFileSystem(failAt);
      const broken = world.project({ sibling: project, fileSystem: faulty.fs });
      const run = await broken.run('eject', '-C', project.path, 'acme/deploy');
      if (run.exit === 0) break;
      failed++;
      expect(project.tree()).toEqual(before);
    }
    expect(failed).toBeGreaterThan(3);
  });
});

import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

interface Finding {
  readonly check: string;
  readonly status: string;
  readonly message: string;
  readonly hint: string | null;
  readonly fixed: boolean;
}

async function examine(project: TemporaryProject, ...flags: readonly string[]) {
  const run = await project.run('doctor', '--json', ...flags);
  const { result } = run.json() as { result: { healthy: boolean; findings: readonly Finding[] } };
  const of = (check: string) => result.findings.filter((finding) => finding.check === check);
  return { exit: run.exit, healthy: result.healthy, of };
}

const MANIFEST = '[project]\nagents = ["claude-code"]\n[skills]\nhouse = { path = "./house" }\n';

async function installed(files: Readonly<Record<string, string>> = {}): Promise<TemporaryProject> {
  const project = world.project({
    manifest: MANIFEST,
    files: { 'house/SKILL.md': skillText('house'), ...files },
  });
  expect(await project.run('install')).toMatchObject({ exit: 0 });
  return project;
}

function writeAtHome(project: TemporaryProject, path: string, text: string): string {
  const file = join(project.home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

describe('paks doctor', () => {
  test('a healthy project has no problem, and every check is named', async () => {
    const project = await installed();

    const { exit, healthy, of } = await examine(project);
    const text = await project.run('doctor');

    expect({ exit, healthy }).toEqual({ exit: 0, healthy: true });
    for (const check of ['configuration', 'git', 'accounts', 'registries', 'lock', 'links']) {
      expect(of(check)).toEqual([expect.objectContaining({ status: 'ok' })]);
    }
    for (const check of ['directories', 'permissions', 'disk', 'context']) {
      expect(of(check)).not.toEqual([]);
    }
    expect(text.stdout).toMatch(/^ok +git +git version \d/m);
    expect(text.stdout).toContain('No problem found');
  });

  test('a registry that does not answer is a problem; offline none is asked', async () => {
    const project = world.project({ manifest: MANIFEST, registry: 'http://127.0.0.1:9' });

    const asked = await examine(project);
    const offline = await examine(project, '--offline');

    expect(asked.exit).toBe(1);
    expect(asked.of('registries')).toEqual([expect.objectContaining({ status: 'problem' })]);
    expect(offline.of('registries')).toEqual([expect.objectContaining({ status: 'skipped' })]);
  });

  test('a token that the registry refuses is a problem that names the login', async () => {
    const project = world.project({
      manifest: MANIFEST,
      environment: { PAKS_TOKEN: 'stk_nobodys000000' },
    });

    const { of } = await examine(project);

    expect(of('accounts')).toEqual([expect.objectContaining({ status: 'problem' })]);
  });

  test('without git only what needs it is named', async () => {
    const project = world.project({ manifest: '', environment: { PATH: '/nonexistent' } });

    const { exit, of } = await examine(project);

    expect(exit).toBe(0);
    expect(of('git')).toEqual([
      expect.objectContaining({
        status: 'advice',
        message: expect.stringContaining('paks publish'),
      }),
    ]);
  });

  test('settings that cannot be read are a finding, with file and line', async () => {
    const project = await installed();
    writeAtHome(project, '.config/paks/config.toml', 'offline = 3\n');

    const { exit, of } = await examine(project);
    const text = await project.run('doctor');

    expect(exit).toBe(1);
    expect(of('configuration')).toEqual([expect.objectContaining({ status: 'problem' })]);
    expect(text.stdout).toMatch(/config\.toml/);
  });

  test('a missing or outdated lock is a problem', async () => {
    const project = await installed();
    project.remove('paks.lock');
    expect((await examine(project)).of('lock')).toEqual([
      expect.objectContaining({ status: 'problem', hint: 'run `paks install`' }),
    ]);
  });

  test('what is gone is put back by --fix; what was edited is only named', async () => {
    const project = await installed();
    project.remove('.claude/skills/house');

    const found = await examine(project);
    const fixed = await examine(project, '--fix');

    expect(found.of('links')).toEqual([
      expect.objectContaining({ status: 'problem', fixed: false }),
    ]);
    expect(fixed).toMatchObject({ exit: 0, healthy: true });
    expect(fixed.of('links')).toEqual([expect.objectContaining({ fixed: true })]);
    expect(project.exists('.claude/skills/house/SKILL.md')).toBe(true);

    project.write('.claude/skills/house/SKILL.md', `${skillText('house')}mine\n`);
    const edited = await examine(project, '--fix');
    expect(edited.of('links')).toEqual([
      expect.objectContaining({ status: 'advice', fixed: false }),
    ]);
    expect(project.read('.claude/skills/house/SKILL.md')).toContain('mine');
  });

  test('a credentials file that others can read is a problem that --fix mends (T15)', async () => {
    const project = await installed();
    const file = writeAtHome(project, '.config/paks/credentials', 'x');
    chmodSync(file, 0o644);

    const found = await examine(project);
    const fixed = await examine(project, '--fix');

    expect(found.of('permissions')).toEqual([expect.objectContaining({ status: 'problem' })]);
    expect(fixed.of('permissions')).toEqual([expect.objectContaining({ fixed: true })]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('a file in the place of an agent’s directory is a problem', async () => {
    const project = world.project({ manifest: MANIFEST, files: { '.claude/skills': 'a file' } });

    expect((await examine(project)).of('directories')).toEqual([
      expect.objectContaining({ status: 'problem', hint: 'move it away' }),
    ]);
  });

  test('a skill that an agent sees twice is named with both places', async () => {
    const project = await installed({ '.claude/skills/copy/SKILL.md': skillText('house') });
    writeAtHome(project, '.claude/skills/house/SKILL.md', skillText('house'));

    const [finding, ...others] = (await examine(project)).of('duplicates');

    expect(others).toEqual([]);
    expect(finding?.message).toContain('`.claude/skills/house`');
    expect(finding?.message).toContain('`.claude/skills/copy`');
  });

  test('a name that an agent would hide is advice with the line that mends it', async () => {
    const project = world.project({
      manifest: '[project]\nagents = ["cursor"]\n[skills]\nhome = { path = "./house" }\n',
      files: { 'house/SKILL.md': skillText('house') },
    });
    await project.run('install');

    const names = (await examine(project)).of('names');

    for (const { hint } of names) expect(hint).toContain('as = "house"');
    const hides = await project.run('agent', 'show', 'cursor', '--json');
    const { result } = hides.json() as { result: { hidesMismatchedNames: boolean } };
    expect(names).toHaveLength(result.hidesMismatchedNames ? 1 : 0);
  });

  test('descriptions over what an agent reads are advice, and its own variable counts', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [
        `.claude/skills/s${index}/SKILL.md`,
        `---\nname: s${index}\ndescription: ${'x'.repeat(1000)}\n---\n`,
      ]),
    );
    const project = world.project({ manifest: MANIFEST, files });
    const raised = world.project({
      manifest: MANIFEST,
      files,
      environment: { SLASH_COMMAND_TOOL_CHAR_BUDGET: '20000' },
    });

    expect((await examine(project)).of('context')).toEqual([
      expect.objectContaining({
        status: 'advice',
        message: '`claude-code` reads 9,018 characters of names and descriptions of about 8,000',
      }),
    ]);
    expect((await examine(raised)).of('context')).toEqual([
      expect.objectContaining({ status: 'ok' }),
    ]);
  });

  test.each([
    ['paks.toml', 'garbage ['],
    ['paks.lock', 'junk'],
  ])('a %s that cannot be read is a finding, and the rest is looked at', async (file, text) => {
    const project = await installed();
    project.write(file, text);

    const found = await examine(project);

    expect(found).toMatchObject({ exit: 1, healthy: false });
    expect(found.of('project')).toEqual([
      expect.objectContaining({
        status: 'problem',
        message: expect.stringMatching(new RegExp(`^${file}:1:`)),
      }),
    ]);
    for (const check of ['git', 'registries', 'permissions', 'disk'])
      expect(found.of(check).length).toBeGreaterThan(0);
    expect(project.read(file)).toBe(text);
  });

  test('what a skill calls itself reaches no terminal as it is', async () => {
    const project = await installed({
      '.claude/skills/a/SKILL.md': '---\nname: "\\e[31mx"\ndescription: d\n---\n',
      '.claude/skills/b/SKILL.md': '---\nname: "\\e[31mx"\ndescription: d\n---\n',
    });

    const run = await project.run('doctor');

    expect(run.stdout).toContain('\\u{1b}[31mx');
    expect(run.stdout).not.toContain('\u001b');
  });
});

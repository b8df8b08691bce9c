import { symlinkSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { catalog, type ErrorCode } from '../../../src/errors/catalog.ts';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { skillText } from '../../helpers/startWorld.ts';

const GOOD = '[project]\nagents = ["claude-code"]\n\n[skills]\nkeep = { path = "./keep" }\n';

let project: TemporaryProject;

afterEach(() => project.dispose());

function start(manifest: string | undefined = GOOD): TemporaryProject {
  const files = { 'keep/SKILL.md': skillText('keep') };
  project = makeTemporaryProject({ manifest, files, registry: 'http://127.0.0.1:9' });
  return project;
}

interface Misuse {
  readonly name: string;
  readonly argv: readonly string[];
  readonly code: ErrorCode;
  readonly says: RegExp;
  /** What happened before. */
  readonly given?: () => Promise<void>;
  readonly manifest?: string;
}

const edit = async (): Promise<void> => {
  await project.run('install');
  project.write('.claude/skills/keep/extra.md', 'mine\n');
};

const MISUSES: readonly Misuse[] = [
  {
    name: 'an unknown command',
    argv: ['instal'],
    code: 'USAGE',
    says: /did you mean `paks install`/,
  },
  { name: 'an unknown flag', argv: ['install', '--froze'], code: 'USAGE', says: /--froze/ },
  { name: 'a missing argument', argv: ['remove'], code: 'USAGE', says: /paks/ },
  {
    name: 'an address that is none',
    argv: ['add', 'not a skill'],
    code: 'NAME_INVALID',
    says: /not a skill/,
  },
  {
    name: 'T09 an address that runs a program',
    argv: ['add', 'ext::sh -c evil'],
    code: 'NAME_INVALID',
    says: /ext::/,
  },
  {
    name: 'T01 an argument that leaves the project',
    argv: ['remove', '../../etc'],
    code: 'SKILL_NOT_IN_PROJECT',
    says: /\.\.\/\.\.\/etc/,
  },
  {
    name: 'a skill that is not there',
    argv: ['remove', 'kepe'],
    code: 'SKILL_NOT_IN_PROJECT',
    says: /kepe/,
  },
  {
    name: 'an unknown agent',
    argv: ['add', './keep', '--agent', 'cluade-code'],
    code: 'AGENT_UNKNOWN',
    says: /claude-code/,
  },
  {
    name: 'T01 a directory name that leaves',
    argv: ['add', './keep', '--as', '../evil'],
    code: 'NAME_INVALID',
    says: /\.\.\/evil/,
  },
  {
    name: 'no manifest',
    argv: ['ci'],
    code: 'MANIFEST_MISSING',
    says: /no `paks\.toml`/,
    given: async () => project.remove('paks.toml'),
  },
  {
    name: 'a manifest already',
    argv: ['init', '--project'],
    code: 'MANIFEST_EXISTS',
    says: /paks\.toml/,
  },
  {
    name: 'a lock that answers another manifest',
    argv: ['ci'],
    code: 'LOCKFILE_OUTDATED',
    says: /does not answer/,
    given: async () => {
      await project.run('install');
      project.write('paks.toml', `${GOOD}more = { path = "./more" }\n`);
    },
  },
  {
    name: 'an edited skill in a frozen run',
    argv: ['ci'],
    code: 'TARGET_MODIFIED',
    says: /was edited/,
    given: edit,
  },
  {
    name: 'something else in the place of a skill',
    argv: ['install'],
    code: 'TARGET_NOT_OURS',
    says: /keep/,
    given: async () => project.write('.claude/skills/keep/SKILL.md', 'mine\n'),
  },
  {
    name: 'T02 a skill directory that is a link out of the project',
    argv: ['install'],
    code: 'UNSAFE_TARGET',
    says: /\.claude/,
    given: async () => {
      mkdirSync(join(project.path, '../elsewhere'));
      symlinkSync('../elsewhere', join(project.path, '.claude'));
    },
  },
  {
    name: 'two skills for one directory',
    argv: ['install'],
    code: 'NAME_COLLISION',
    says: /as = "/,
    manifest: `${GOOD}other = { path = "./keep", as = "keep" }\n`,
  },
  {
    name: 'an unknown registry',
    argv: ['install'],
    code: 'REGISTRY_UNKNOWN',
    says: /privat/,
    manifest: `${GOOD}"a/b" = { version = "^1", registry = "privat" }\n`,
  },
];

describe('wrong use is answered with one line and a hint, and nothing is changed', () => {
  test.each(MISUSES)('$name', async ({ argv, code, says, given, manifest }) => {
    start(manifest);
    await given?.();
    const before = project.tree();

    const run = await project.run(...argv);
    const json = await project.run(...argv, '--json');

    expect(run.stderr).toMatch(/^error: [^\n]+\n(?: {2}- [^\n]+\n)*(?:hint: [^\n]+\n)+$/);
    expect(run.stderr).toMatch(says);
    expect(run).toMatchObject({ exit: catalog[code], stdout: '' });
    expect(json.json()).toMatchObject({ ok: false, error: { code } });
    expect(project.tree()).toEqual(before);
  });

  test('a stack is shown with --verbose only', async () => {
    start('x = [');
    const quiet = await project.run('install');
    const verbose = await project.run('install', '--verbose');
    expect(quiet.stderr).not.toMatch(/\n {4}at /);
    expect(verbose.stderr).toMatch(/code: MANIFEST_INVALID\n[^]*\n {4}at /);
  });
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { skillText } from '../../helpers/startWorld.ts';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';

const ESCAPE = '\u001b[';
let project: TemporaryProject;

beforeAll(() => {
  project = makeTemporaryProject({
    manifest: '[skills]\nlocal = { path = "./local" }\n',
    files: { 'local/SKILL.md': skillText('local') },
  });
});

afterAll(() => project.dispose());

test.each([
  ['a result', ['remove', 'local', '--dry-run']],
  ['a table', ['list']],
  ['help', ['list', '--help']],
  ['the overview', ['help']],
  ['an error', ['remove', 'nothing']],
])('--color says when %s is coloured', async (_what, argv) => {
  await project.run('install');
  const printed = async (...flags: readonly string[]) => {
    const { stdout, stderr } = await project.run(...argv, ...flags);
    return `${stdout}${stderr}`;
  };

  expect(await printed('--color', 'always')).toContain(ESCAPE);
  expect(await printed('--color=always')).toContain(ESCAPE);
  for (const flags of [['--color', 'never'], ['--color', 'auto'], []]) {
    expect(await printed(...flags)).not.toContain(ESCAPE);
  }
});

test('a word that is no choice of --color is refused', async () => {
  const run = await project.run('list', '--color', 'sometimes');
  expect([run.exit, run.stderr]).toEqual([2, expect.stringContaining('--color')]);
});

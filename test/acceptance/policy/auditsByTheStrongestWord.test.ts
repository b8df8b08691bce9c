import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { skillText } from '../../helpers/startWorld.ts';

let project: TemporaryProject;

afterEach(() => project.dispose());

/** A skill that hides text behind direction overrides, in a project of this policy. */
function start(policy: string, environment: Readonly<Record<string, string>> = {}): void {
  project = makeTemporaryProject({
    manifest: `[project]\nagents = ["claude-code"]\n[skills]\na = { path = "./a" }\n${policy}`,
    files: { 'a/SKILL.md': `${skillText('a')}\u202edo as I say\u202c\n` },
    environment,
  });
}

test('T18: without a word a hidden text is refused', async () => {
  start('');
  expect(await project.run('install')).toMatchObject({ exit: 5 });
});

test("the user's setting decides where the project says nothing", async () => {
  start('');
  await project.run('config', 'set', 'policy.audit', 'warn');
  const run = await project.run('install');
  expect(run).toMatchObject({ exit: 0 });
  expect(run.stderr).toContain('warning');
});

test("the project's word stands above the user's", async () => {
  start('[policy]\naudit = "error"\n');
  await project.run('config', 'set', 'policy.audit', 'off');
  expect(await project.run('install')).toMatchObject({ exit: 5 });
});

test("T18: a policy file's stands above both", async () => {
  start('[policy]\naudit = "off"\n');
  project.write('policy.toml', 'audit = "error"\n');
  expect(await project.run('install', '--dry-run')).toMatchObject({ exit: 0 });
  await project.run('config', 'set', 'policy-file', join(project.path, 'policy.toml'));
  expect(await project.run('install')).toMatchObject({ exit: 5 });
  expect((await project.run('config', 'get', 'policy.audit')).stdout).toBe('error\n');
});

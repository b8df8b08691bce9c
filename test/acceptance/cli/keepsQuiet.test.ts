import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { skillText } from '../../helpers/startWorld.ts';

let project: TemporaryProject;

afterEach(() => project.dispose());

async function installed(): Promise<TemporaryProject> {
  project = makeTemporaryProject({
    manifest: '[project]\nagents = ["claude-code"]\n[skills]\nstyle = { path = "./style" }\n',
    files: {
      'style/SKILL.md': skillText('style', ['license: MIT', 'metadata:', '  version: "1.0.0"']),
    },
  });
  await project.run('install', '-q');
  return project;
}

describe('-q', () => {
  test.each([
    'install',
    'lock',
    'status',
    'verify',
    'validate ./style',
    'audit',
    'cache verify',
    'cache prune',
    'doctor --offline',
    'config set timeout 31s',
    'registry add private --url https://skills.example',
    'agent default cursor',
    'create other --yes --description=Deploys.',
    'pack ./style',
    'remove style',
  ])('paks %s says nothing where all is well', async (line) => {
    await installed();

    expect(await project.run(...line.split(' '), '-q')).toMatchObject({
      exit: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('an answer that was asked for is given', async () => {
    await installed();

    for (const line of ['list', 'config get timeout', 'registry default', 'cache dir', 'tree'])
      expect((await project.run(...line.split(' '), '-q')).stdout).not.toBe('');
    expect(await project.run('registry', 'default', '-q')).toMatchObject({ stdout: 'paks\n' });
  });

  test('a "no" is told, with what is not well', async () => {
    await installed();
    writeFileSync(join(project.path, '.claude/skills/style/SKILL.md'), 'mine\n');
    project.write('broken/SKILL.md', 'no frontmatter\n');

    const status = await project.run('status', '-q');
    const validate = await project.run('validate', './broken', '-q');

    expect(status).toMatchObject({ exit: 1, stdout: expect.stringContaining('was edited') });
    expect(validate).toMatchObject({ exit: 1, stdout: expect.stringContaining('error') });
  });
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { skillText } from '../../helpers/startWorld.ts';

const SKILLS = '.claude/skills';

let project: TemporaryProject;
let stuck: boolean;

beforeEach(async () => {
  stuck = true;
  project = makeTemporaryProject({
    manifest: '[project]\nagents = ["claude-code"]\n[skills]\nstyle = { path = "./style" }\n',
    files: { 'style/SKILL.md': skillText('style'), [`${SKILLS}/own/SKILL.md`]: skillText('own') },
    fileSystem: {
      ...nodeFileSystem,
      removeTree: (path) => {
        if (stuck && /\.(?:old|trash)$/.test(path)) {
          throw Object.assign(new Error(path), { code: 'EBUSY' });
        }
        nodeFileSystem.removeTree(path);
      },
    },
  });
  expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });
});

afterEach(() => project.dispose());

function namesInSkills(): readonly string[] {
  return readdirSync(join(project.path, SKILLS)).sort();
}

describe('old content that cannot be deleted now', () => {
  test('of a replaced skill is deleted by the next install, though nothing else is to do', async () => {
    project.write('style/SKILL.md', skillText('style', ['license: MIT']));

    expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });
    expect(namesInSkills()).toHaveLength(4);
    stuck = false;
    expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });

    expect(namesInSkills()).toEqual(['.gitignore', 'own', 'style']);
    expect(project.read(`${SKILLS}/style/SKILL.md`)).toContain('license: MIT');
  });

  test('of the last skill is deleted by the next install from a directory that was there before', async () => {
    expect(await project.run('remove', 'style')).toMatchObject({ exit: 0, stderr: '' });
    expect(namesInSkills()).toHaveLength(2);
    stuck = false;
    expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });

    expect(namesInSkills()).toEqual(['own']);
  });
});

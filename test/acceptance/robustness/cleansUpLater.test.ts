import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { makeTemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { skillText } from '../../helpers/startWorld.ts';

test('old content that could not be deleted is deleted by the next install, though nothing else is to do', async () => {
  let stuck = true;
  const project = makeTemporaryProject({
    manifest: '[skills]\nstyle = { path = "./style" }\n',
    files: { 'style/SKILL.md': skillText('style') },
    fileSystem: {
      ...nodeFileSystem,
      removeTree: (path) => {
        if (stuck && path.endsWith('.old')) throw Object.assign(new Error(path), { code: 'EBUSY' });
        nodeFileSystem.removeTree(path);
      },
    },
  });
  const besides = () =>
    readdirSync(join(project.path, '.agents/skills')).filter((name) => name.includes('.paks-'));
  try {
    await project.run('install');
    project.write('style/SKILL.md', skillText('style', ['license: MIT']));

    expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });
    expect(besides()).toHaveLength(1);
    stuck = false;
    expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });

    expect(besides()).toEqual([]);
    expect(project.read('.agents/skills/style/SKILL.md')).toContain('license: MIT');
  } finally {
    project.dispose();
  }
});

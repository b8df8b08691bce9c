import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { initProject } from '../../../src/operations/initProject.ts';
import type { Services } from '../../../src/operations/Services.ts';
import { runGit } from '../../helpers/gitRepository.ts';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { scriptedPrompter } from '../../helpers/scriptedPrompter.ts';

let project: TemporaryProject;

afterEach(() => project.dispose());

const QUESTION = 'Have git merge paks.lock';

/** A person on a terminal, who answers so. */
function servicesOf(answer: boolean, assumeYes = false) {
  const prompter = scriptedPrompter({ [QUESTION]: answer });
  const services = {
    prompter,
    options: { assumeYes },
    fileSystem: nodeFileSystem,
    workingDirectory: project.path,
    environment: {
      variables: { PATH: process.env['PATH'], HOME: project.home, GIT_CONFIG_NOSYSTEM: '1' },
      platform: process.platform,
      home: project.home,
    },
    config: { cacheDirectory: join(project.home, 'cache'), agents: new Map() },
  } as unknown as Services;
  return { services, prompter };
}

const WISH = { agents: [], name: null, mergeDriver: null };

describe('`paks init --project` on a terminal', () => {
  test.each([true, false])(
    'asks in a git repository, and does as it is told: %s',
    async (answer) => {
      project = makeTemporaryProject();
      await runGit(['init', '-q', project.path]);
      const { services, prompter } = servicesOf(answer);

      const result = await initProject(WISH, services);

      expect(prompter.asked).toHaveLength(1);
      expect(result.mergeDriver !== null).toBe(answer);
      expect(existsSync(join(project.path, '.gitattributes'))).toBe(answer);
      const config = readFileSync(join(project.path, '.git/config'), 'utf8');
      expect(config.includes('driver = paks lock --merge-driver %O %A %B')).toBe(answer);
    },
  );

  test('does not ask where git merges nothing, nor with --yes, nor when a flag says it', async () => {
    project = makeTemporaryProject();
    const alone = servicesOf(true);
    await initProject(WISH, alone.services);
    expect(alone.prompter.asked).toEqual([]);

    mkdirSync(join(project.path, '.git'));
    project.remove('paks.toml');
    const yes = servicesOf(true, true);
    await initProject(WISH, yes.services);
    project.remove('paks.toml');
    const told = servicesOf(true);
    await initProject({ ...WISH, mergeDriver: false }, told.services);
    expect([yes.prompter.asked, told.prompter.asked]).toEqual([[], []]);
  });
});

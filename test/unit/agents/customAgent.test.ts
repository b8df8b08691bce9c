import { describe, expect, test } from '@jest/globals';
import { agents } from '../../../src/agents/agents.ts';
import { customAgent, withCustomAgents } from '../../../src/agents/customAgent.ts';
import { targetDirectories } from '../../../src/agents/targetDirectories.ts';

const invalid = expect.objectContaining({ code: 'CONFIG_INVALID' });

describe('an agent of the user', () => {
  test('is used where its project directory is', () => {
    expect(customAgent({ id: 'mine', projectDirectory: '.mine/skills/' })).toMatchObject({
      name: 'mine',
      projectDirectory: '.mine/skills',
      userDirectory: null,
      detect: ['.mine/skills'],
      layout: 'flat',
    });
  });

  test('may read the shared directory', () => {
    const agent = customAgent({ id: 'mine', readsShared: true });
    const [target] = targetDirectories([agent], { kind: 'project', root: '/p' });
    expect(target?.directory).toBe('/p/.agents/skills');
  });

  test('T01: may not have a project directory outside the project', () => {
    for (const projectDirectory of [
      '../up',
      '/etc',
      'a/../../b',
      '',
      '.git/skills',
      'C:\\x',
      'a//b',
    ]) {
      expect(() => customAgent({ id: 'mine', projectDirectory })).toThrow(invalid);
    }
  });

  test('needs a user directory that is absolute or at home', () => {
    for (const userDirectory of ['relative', '', '~', '~other/skills', '/']) {
      expect(() => customAgent({ id: 'mine', userDirectory })).toThrow(invalid);
    }
    expect(customAgent({ id: 'mine', userDirectory: '~/.mine/skills' }).userDirectory).toBe(
      '~/.mine/skills',
    );
  });

  test('needs some directory', () => {
    expect(() => customAgent({ id: 'mine' })).toThrow(invalid);
  });
});

test('a custom agent replaces the built-in one of its id and adds to the rest', () => {
  const all = withCustomAgents(agents, [
    { id: 'cursor', projectDirectory: '.cursor/skills' },
    { id: 'mine', userDirectory: '/opt/mine' },
  ]);
  expect(all).toHaveLength(83);
  expect(all.find((agent) => agent.id === 'cursor')?.projectDirectory).toBe('.cursor/skills');
});

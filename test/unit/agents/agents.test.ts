import { describe, expect, test } from '@jest/globals';
import { SHARED_AGENT, SHARED_DIRECTORY } from '../../../src/agents/Agent.ts';
import { agents } from '../../../src/agents/agents.ts';
import { isPortableName } from '../../../src/model/portableName.ts';

describe('the table of agents', () => {
  test('knows 82 agents, each once, sorted', () => {
    const ids = agents.map((agent) => agent.id);
    expect(ids).toHaveLength(82);
    expect([...new Set(ids)].sort()).toEqual(ids);
  });

  test('has 25 readers of the shared directory, the shared agent among them', () => {
    const readers = agents.filter((agent) => agent.readsShared);
    expect(readers).toHaveLength(25);
    expect(readers.map((agent) => agent.id)).toContain(SHARED_AGENT);
    expect(new Set(readers.map((agent) => agent.projectDirectory))).toEqual(
      new Set([SHARED_DIRECTORY]),
    );
  });

  test('T01: keeps every project directory inside the project', () => {
    for (const { id, projectDirectory } of agents) {
      const segments = projectDirectory?.split('/') ?? [];
      expect({ id, safe: segments.every(isPortableName) }).toEqual({ id, safe: true });
    }
  });

  test('gives every agent at least one directory, and every user directory a place at home', () => {
    for (const { id, projectDirectory, userDirectory } of agents) {
      expect({ id, some: projectDirectory !== null || userDirectory !== null }).toEqual({
        id,
        some: true,
      });
      expect(userDirectory ?? '~/').toMatch(/^~\//);
    }
  });

  test('lets only the stakpak agent look below an account', () => {
    expect(agents.filter((agent) => agent.layout === 'account').map((agent) => agent.id)).toEqual([
      'stakpak',
    ]);
  });

  test('names the agents that want a skill to be called like its directory', () => {
    const strict = agents.filter((agent) => agent.hidesMismatchedNames);
    expect(strict.map((agent) => agent.id)).toEqual([
      'cline',
      'github-copilot',
      'opencode',
      'vscode',
    ]);
  });

  test('detects no agent by a folder that projects have for other reasons', () => {
    const common = ['skills', 'agent', 'agent/skills', 'data', 'data/skills', '.github', '.vscode'];
    const marks = new Set(agents.flatMap((agent) => agent.detect));
    expect(common.filter((path) => marks.has(path))).toEqual([]);
  });
});

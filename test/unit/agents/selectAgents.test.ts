import { describe, expect, test } from '@jest/globals';
import { agents } from '../../../src/agents/agents.ts';
import {
  type AgentScope,
  type AgentWishes,
  findAgent,
  selectAgents,
} from '../../../src/agents/selectAgents.ts';

const nothing: AgentWishes = { flag: [], manifest: [], detected: [], standard: undefined };

function selected(wishes: Partial<AgentWishes>, scope: AgentScope = 'project'): string {
  const { origin, agents: chosen } = selectAgents(agents, { ...nothing, ...wishes }, scope);
  return `${origin}: ${chosen.map((agent) => agent.id).join(' ')}`;
}

describe('the order of wishes', () => {
  const all: AgentWishes = {
    flag: ['codex'],
    manifest: ['cursor', 'claude-code', 'cursor'],
    detected: [findAgent(agents, 'goose')],
    standard: 'roo',
  };

  test('the flag beats everything', () => expect(selected(all)).toBe('flag: codex'));

  test('the manifest beats detection, and names each agent once', () =>
    expect(selected({ ...all, flag: [] })).toBe('manifest: cursor claude-code'));

  test('detection beats the default', () =>
    expect(selected({ ...all, flag: [], manifest: [] })).toBe('detected: goose'));

  test('the default serves a project that shows no agent', () =>
    expect(selected({ standard: 'roo' })).toBe('default: roo'));

  test('the shared directory is what remains', () => {
    expect(selected({})).toBe('shared: universal');
    expect(selected({ standard: '' })).toBe('shared: universal');
    expect(selected({}, 'user')).toBe('shared: universal');
  });
});

describe('agents that cannot be had', () => {
  test('an unknown one is an error that names the nearest', () => {
    expect(() => selected({ flag: ['claude-cod'] })).toThrow(
      expect.objectContaining({
        code: 'AGENT_UNKNOWN',
        hint: 'did you mean `claude-code`? `paks agent list` shows them all',
      }),
    );
    expect(() => selected({ manifest: ['zzzzzzzzzz'] })).toThrow(
      expect.objectContaining({
        code: 'AGENT_UNKNOWN',
        data: { agent: 'zzzzzzzzzz', nearest: null },
      }),
    );
  });

  test('one without a directory in the scope is an error, whoever named it', () => {
    const unsupported = expect.objectContaining({ code: 'AGENT_UNSUPPORTED' });
    expect(() => selected({ flag: ['stakpak'] })).toThrow(unsupported);
    expect(() => selected({ manifest: ['vscode'] })).toThrow(unsupported);
    expect(() => selected({ standard: 'stakpak' })).toThrow(unsupported);
    expect(() => selected({ flag: ['eve'] }, 'user')).toThrow(unsupported);
    expect(selected({ flag: ['stakpak'] }, 'user')).toBe('flag: stakpak');
  });

  test('one that was only detected is passed over', () => {
    expect(selected({ detected: [findAgent(agents, 'eve')] }, 'user')).toBe('shared: universal');
  });
});

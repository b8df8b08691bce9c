import { expect, test } from '@jest/globals';
import { agents } from '../../../src/agents/agents.ts';
import { detectAgents } from '../../../src/agents/detectAgents.ts';

const detected = (...present: string[]): string[] =>
  detectAgents(agents, (path) => present.includes(path)).map((agent) => agent.id);

test('finds the agents whose marks a project has', () => {
  expect(detected('.claude', '.cursor')).toEqual(['claude-code', 'cursor']);
  expect(detected('CLAUDE.md')).toEqual(['claude-code']);
  expect(detected('.agents')).toEqual(['universal']);
});

test('finds nobody in a project without marks', () => {
  expect(detected('.github', '.vscode', 'skills', 'src')).toEqual([]);
});

test('never finds an agent that has no project directory', () => {
  const everything = detectAgents(
    agents.map((agent) => ({ ...agent, detect: ['here'] })),
    () => true,
  );
  expect(everything.map((agent) => agent.id)).not.toContain('stakpak');
  expect(everything).toHaveLength(80);
});

test('asks for each path once', () => {
  const asked: string[] = [];
  detectAgents(agents, (path) => {
    asked.push(path);
    return false;
  });
  expect(asked).toHaveLength(new Set(asked).size);
});

import { expect, test } from '@jest/globals';
import type { SelectedSkill } from '../../../src/operations/selectSkills.ts';
import { servedAgents } from '../../../src/operations/servedAgents.ts';
import type { ChosenTargets } from '../../../src/operations/chooseTargets.ts';

function served(skills: readonly (readonly string[] | null | 'dir')[], narrowed = false) {
  const selected = skills.map((agents) => ({
    agents: agents === null || agents === 'dir' ? null : new Set(agents),
    entry: agents === 'dir' ? { directory: './tools' } : null,
  })) as unknown as readonly SelectedSkill[];
  const agents = [{ id: 'cursor' }] as unknown as ChosenTargets['agents'];
  return servedAgents(selected, { agents, narrowed });
}

test('an install is for the agents of the project, and for those that single skills name', () => {
  expect(served([])).toEqual(['cursor']);
  expect(served([null])).toEqual(['cursor']);
  expect(served([null, ['codex', 'amp'], ['cursor']])).toEqual(['cursor', 'amp', 'codex']);
});

test('it is not for agents of the project that no skill goes to', () => {
  expect(served([['codex']])).toEqual(['codex']);
  expect(served(['dir'])).toEqual([]);
  expect(served([['codex'], ['cursor']], true)).toEqual(['cursor']);
});

import { expect, test } from '@jest/globals';
import { findShadowed, visibleIn } from '../../../src/linker/findShadowed.ts';

const project = visibleIn(
  { directory: '/p/.agents/skills', layout: 'flat', agents: ['codex', 'cursor'] },
  ['pdf', 'docx'],
);

test('a personal skill of the same agent and name shadows the one of the project', () => {
  const personal = [
    { agent: 'codex', name: 'pdf', path: '/home/ann/.agents/skills/pdf' },
    { agent: 'codex', name: 'other', path: '/home/ann/.agents/skills/other' },
    { agent: 'claude-code', name: 'docx', path: '/home/ann/.claude/skills/docx' },
  ];
  expect(findShadowed(project, personal)).toEqual([
    {
      agent: 'codex',
      name: 'pdf',
      project: '/p/.agents/skills/pdf',
      personal: '/home/ann/.agents/skills/pdf',
    },
  ]);
});

test('spelling it in capitals hides nothing', () => {
  const personal = [{ agent: 'cursor', name: 'PDF', path: '/home/ann/.cursor/skills/PDF' }];
  expect(findShadowed(project, personal)).toHaveLength(1);
});

test('nothing is shadowed without personal skills', () => {
  expect(findShadowed(project, [])).toEqual([]);
});

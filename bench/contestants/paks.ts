import type { Contestant } from '../Contestant.ts';
import { type CaseKind, SKILLS, type World } from '../World.ts';
import { PAKS } from './tools.ts';

/** `paks install`, and `paks ci` where there is a lock. */
export const paks: Contestant = {
  name: 'paks',
  cases: ['registry', 'repositories', 'collection'],
  project: (kind, world) => ({
    'paks.toml': [
      '[project]',
      'agents = ["claude-code"]',
      '',
      '[skills]',
      ...SKILLS[kind].map((name) => line(kind, name, world)),
      '',
    ].join('\n'),
  }),
  install: () => `${PAKS} install`,
  restore: () => `${PAKS} ci`,
  locks: ['paks.lock'],
  ignored: ['.claude', '.paks'],
  installed: ['.claude/skills'],
  environment: (world) => ({ PAKS_REGISTRY: world.registryUrl }),
};

function line(kind: CaseKind, name: string, { gitUrl }: World): string {
  if (kind === 'registry') return `"bench/${name}" = "^1.0.0"`;
  const repository = kind === 'repositories' ? name : 'collection';
  return `${name} = { git = "${gitUrl}/${repository}.git", path = "skills/${name}" }`;
}

import type { Contestant } from '../Contestant.ts';
import { SKILLS } from '../World.ts';
import { SKILLS_CLI } from './tools.ts';

const FLAGS = "-y -a claude-code --skill '*'";

/** npm `skills`: one `add` for each repository, and `experimental_install` from its lock. */
export const skillsCli: Contestant = {
  name: 'skills',
  cases: ['repositories', 'collection'],
  project: () => ({}),
  install: (kind, { gitUrl }) => {
    const repositories = kind === 'repositories' ? SKILLS[kind] : ['collection'];
    return repositories
      .map((name) => `${SKILLS_CLI} add '${gitUrl}/${name}.git' ${FLAGS}`)
      .join(' && ');
  },
  restore: () => `${SKILLS_CLI} experimental_install -y`,
  locks: ['skills-lock.json'],
  ignored: ['.claude', '.agents'],
  installed: ['.claude/skills', '.agents/skills'],
};

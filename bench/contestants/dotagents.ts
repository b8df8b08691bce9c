import type { Contestant } from '../Contestant.ts';
import { SKILLS } from '../World.ts';
import { DOTAGENTS } from './tools.ts';

/** It takes no plain http: git rewrites this host to the local one. */
const HOST = 'https://git.bench.invalid';

/** `@sentry/dotagents`: install is all it has; it follows no lock. */
export const dotagents: Contestant = {
  name: 'dotagents',
  cases: ['repositories', 'collection'],
  project: (kind) => ({
    'agents.toml': [
      'version = 1\nagents = ["claude"]\n\n[trust]\nallow_all = true\n',
      ...(kind === 'repositories'
        ? SKILLS[kind].map((name) => entry(name, name))
        : [entry('*', 'collection')]),
    ].join('\n'),
  }),
  install: () => `${DOTAGENTS} install`,
  restore: () => `${DOTAGENTS} install`,
  locks: ['agents.lock'],
  ignored: ['.claude', '.agents'],
  installed: ['.agents/skills'],
  environment: ({ gitUrl }) => ({
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.${gitUrl}/.insteadOf`,
    GIT_CONFIG_VALUE_0: `${HOST}/`,
  }),
};

function entry(name: string, repository: string): string {
  return `[[skills]]\nname = "${name}"\nsource = "git:${HOST}/${repository}.git"\n`;
}

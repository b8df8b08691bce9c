import type { Contestant } from '../Contestant.ts';
import { SKILLS } from '../World.ts';
import { PNPM } from './tools.ts';

/**
 * pnpm with the same skills as npm packages: the fastest installer there is for something alike. A
 * collection comes from the npm registry too, because a git dependency is always a whole repository.
 */
export const pnpm: Contestant = {
  name: 'pnpm',
  cases: ['registry', 'repositories', 'collection'],
  project: (kind, { npmUrl, gitUrl }) => {
    const source = (name: string): string =>
      kind === 'repositories' ? `git+${gitUrl}/${name}.git` : '^1.0.0';
    const dependencies = Object.fromEntries(
      SKILLS[kind].map((name) => [`@bench/${name}`, source(name)]),
    );
    return {
      'package.json': `${JSON.stringify({ name: 'project', private: true, dependencies })}\n`,
      '.npmrc': `registry=${npmUrl}\n`,
    };
  },
  install: () => `${PNPM} install --no-frozen-lockfile`,
  restore: () => `${PNPM} install --frozen-lockfile`,
  locks: ['pnpm-lock.yaml'],
  ignored: ['node_modules'],
  installed: ['node_modules/@bench'],
};

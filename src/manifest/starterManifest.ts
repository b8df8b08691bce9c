import { formatValue } from '../toml/quoteToml.ts';

/** What a new manifest already says; an empty list of agents means those that are detected. */
export interface StarterOptions {
  readonly name: string | null;
  readonly agents: readonly string[];
}

/** The text of a new `paks.toml`, with the next step as a comment. */
export function starterManifest({ name, agents }: StarterOptions): string {
  const project = [
    ...(name === null ? [] : [`name = ${formatValue(name)}`]),
    ...(agents.length === 0 ? [] : [`agents = ${formatValue(agents)}`]),
  ];
  return [
    '# The skills of this project. Add one with `paks add account/name`; commit this file and paks.lock.',
    '',
    ...(project.length === 0 ? [] : ['[project]', ...project, '']),
    '[skills]',
    '',
  ].join('\n');
}

import { printable } from '../../errors/printable.ts';
import type {
  AddAgentResult,
  DefaultAgentResult,
  RemoveAgentResult,
} from '../../operations/agents/editAgents.ts';
import type { ListAgentsResult, ListedAgent } from '../../operations/agents/listAgents.ts';
import type { AgentPlace, ShowAgentResult } from '../../operations/agents/showAgent.ts';
import { renderTable } from '../table.ts';
import type { Theme } from '../theme.ts';

const COLUMNS = [
  { title: 'AGENT' },
  { title: 'NAME', shrink: true },
  { title: 'PROJECT', shrink: true },
  { title: 'PERSONAL', shrink: true },
  { title: 'NOTE' },
] as const;

/** The agents as a table. */
export function renderAgents(
  { agents }: ListAgentsResult,
  options: { readonly theme: Theme; readonly width: number | null },
): string {
  if (agents.length === 0) return 'No agent is detected, chosen or of your own here.';
  const rows = agents.map((agent) => [
    agent.id,
    agent.name,
    agent.projectDirectory ?? '-',
    agent.userDirectory ?? '-',
    notes(agent).join(', '),
  ]);
  return renderTable(COLUMNS, rows, options);
}

function notes(agent: ListedAgent): readonly string[] {
  return [
    ...(agent.default ? ['default'] : []),
    ...(agent.chosen ? ['chosen'] : []),
    ...(agent.detected ? ['detected'] : []),
    ...(agent.origin === 'custom' ? ['yours'] : []),
  ];
}

/** One agent: where it looks, what it finds there, how that is known. */
export function renderAgent(agent: ShowAgentResult, theme: Theme): string {
  const facts = [
    ...(isAway(agent) ? [`finds a project's skills in ${agent.projectDirectory}`] : []),
    ...(agent.origin === 'custom' ? ['an agent of your own'] : []),
    ...(agent.default ? ['the default agent'] : []),
    ...(agent.detected ? ['detected in this project'] : []),
    ...(agent.readsShared ? ['reads the shared .agents/skills of a project'] : []),
    ...(agent.layout === 'account' ? ['keeps skills by account'] : []),
    ...(agent.hidesMismatchedNames ? ['hides skills whose name is not their directory'] : []),
    ...(agent.homeVariable === null ? [] : [`its home is moved by ${agent.homeVariable}`]),
    ...(agent.detect.length === 0 ? [] : [`recognised by ${agent.detect.join(', ')}`]),
  ];
  return [
    `${theme.strong(printable(agent.id))}  ${printable(agent.name)}`,
    ...facts.map((fact) => `  ${printable(fact)}`),
    ...agent.places.flatMap((place) => ['', ...placeLines(place, theme)]),
    '',
    theme.faint(`Directories as of ${printable(agent.sources.join(', '))}`),
  ].join('\n');
}

/** True where no project is at hand whose directory could be shown. */
function isAway({ places, projectDirectory }: ShowAgentResult): boolean {
  return projectDirectory !== null && places.every(({ scope }) => scope !== 'project');
}

function placeLines(place: AgentPlace, theme: Theme): readonly string[] {
  const moved = place.movedBy === null ? '' : ` (moved by ${place.movedBy})`;
  const title = place.scope === 'project' ? 'In this project' : 'Personal';
  const empty = place.exists ? '  no skills' : '  not there yet';
  const skills = place.skills.map(({ name, managed }) => {
    const note = managed ? '' : theme.faint('  not from Paks');
    return `  ${theme.name(printable(name))}${note}`;
  });
  return [
    `${theme.strong(title)}  ${printable(place.directory)}${moved}`,
    ...(skills.length === 0 ? [theme.faint(empty)] : skills),
  ];
}

/** Which agent there is now. */
export function renderAddedAgent(result: AddAgentResult): string {
  const { id, projectDirectory, userDirectory, changed } = result;
  const directories = [projectDirectory, userDirectory].filter((path) => path !== null);
  const verb = changed ? 'is now described' : 'was already so';
  return `Agent ${id} ${verb}: ${printable(directories.join(' and '))}.`;
}

/** Which agent is gone. */
export function renderRemovedAgent(result: RemoveAgentResult): string {
  const rest = result.default ? ' It was the default agent; none is set now.' : '';
  return `Agent ${result.id} is no longer described in your settings.${rest}`;
}

/** Which agent it is. */
export function renderDefaultAgent({ id, changed }: DefaultAgentResult): string {
  if (id === null) return 'No default agent is set; .agents/skills serves where none is found.';
  return changed ? `Projects that name and show no agent are now for ${id}.` : id;
}

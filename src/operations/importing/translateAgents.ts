import type { Unmatched } from '../../imports/ImportReading.ts';
import { knownAgents } from '../knownAgents.ts';
import type { Services } from '../Services.ts';

/** Names of other tools for agents that Paks calls otherwise. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['claude', 'claude-code'],
  ['copilot', 'github-copilot'],
  ['vscode', 'github-copilot'],
  ['gemini', 'gemini-cli'],
]);

/** The agents that another tool serves by the names they have here; the others are listed. */
export function translateAgents(
  services: Services,
  names: readonly string[],
): { readonly known: readonly string[]; readonly unmatched: readonly Unmatched[] } {
  const ids = new Set(knownAgents(services).map(({ id }) => id));
  const known = new Set<string>();
  const unmatched: Unmatched[] = [];
  for (const name of names) {
    const id = OTHER_NAMES.get(name) ?? name;
    if (ids.has(id)) known.add(id);
    else unmatched.push({ what: `agent ${name}`, why: 'Paks knows no agent of this name' });
  }
  return { known: [...known], unmatched };
}

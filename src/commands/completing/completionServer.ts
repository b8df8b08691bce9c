import { basename } from 'node:path';
import type { GlobalOptions } from '../../operations/GlobalOptions.ts';
import type { Services } from '../../operations/Services.ts';
import { completeWords, type WordsToComplete } from './completeWords.ts';
import { printCompletions } from './printCompletions.ts';

/** What the answer is made from. */
export interface CompletionRequest {
  /** The words after `paks completion-server`. */
  readonly argv: readonly string[];
  /** The environment: the scripts say there which shell asks, and what the line is. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly openServices: (options: GlobalOptions) => Promise<Services>;
}

/**
 * Answers one TAB: the lines that the shell's script reads. Never throws: whoever
 * presses TAB wants no error, so what cannot be known is not offered.
 */
export async function completionServer(request: CompletionRequest): Promise<string> {
  const { variables, openServices } = request;
  try {
    const typed = readTyped(request);
    const found = await completeWords(typed, async (kind, { words, current }) => {
      const services = await openServices(globalOptions(words));
      if (kind === 'registry-skill') {
        const { registrySkills } = await import('../../operations/completions/registrySkills.ts');
        return registrySkills(current, services);
      }
      const { knownValues } = await import('../../operations/completions/knownValues.ts');
      return knownValues(kind, services, words.includes('-g') || words.includes('--global'));
    });
    return printCompletions(found, basename(variables['SHELL'] ?? 'bash'));
  } catch {
    return '';
  }
}

/** The words as the shell gives them after `--`; PowerShell gives the line in a variable instead. */
function readTyped({ argv, variables }: CompletionRequest): WordsToComplete {
  const separator = argv.indexOf('--');
  const line = (variables['COMP_LINE'] ?? '').split(' ');
  const words = separator === -1 ? line : argv.slice(separator + 1);
  const index = Number(variables['COMP_CWORD'] ?? words.length - 1);
  const current = words[index] ?? '';
  return { words: words.slice(1, index), current: current === '`"`"' ? '' : current };
}

function globalOptions(words: readonly string[]): GlobalOptions {
  const at = words.findIndex((word) => word === '-C' || word === '--cwd');
  return {
    json: true,
    verbose: false,
    quiet: true,
    color: 'never',
    offline: words.includes('--offline'),
    preferOffline: true,
    noCache: false,
    registry: null,
    directory: at === -1 ? null : (words[at + 1] ?? null),
    assumeYes: false,
  };
}

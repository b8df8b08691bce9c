import { PaksError } from '../../errors/PaksError.ts';
import { nearest } from '../../errors/nearest.ts';
import { type Shell, SHELLS } from './shells.ts';

const NAME = 'paks';

/**
 * The script that teaches a shell to complete `paks`: at each TAB it starts `paks completion-server`.
 * The scripts are those of a library that pnpm uses too. Throws `USAGE` for a shell that is none.
 */
export async function completionScript(shell: string): Promise<string> {
  const known = SHELLS.find((candidate) => candidate === shell);
  if (known === undefined) throw unknownShell(shell);
  const template = await templateOf(known);
  return template.replaceAll('{pkgname}', NAME).replaceAll('{completer}', NAME);
}

async function templateOf(shell: Shell): Promise<string> {
  switch (shell) {
    case 'bash':
      return (await import('@pnpm/tabtab/lib/templates/completion.bash')).default;
    case 'zsh':
      return (await import('@pnpm/tabtab/lib/templates/completion.zsh')).default;
    case 'fish':
      return withoutEval((await import('@pnpm/tabtab/lib/templates/completion.fish')).default);
    case 'powershell':
      return (await import('@pnpm/tabtab/lib/templates/completion.ps1')).default;
  }
}

/** How the library's fish script asks: it evaluates what was typed, substitutions included. */
const EVALUATED = /^ {2}set cmd [^]*?set completions \(eval env .*\)$/m;

/** The same question with the typed words as arguments, so that TAB never runs what they hold. */
const ASKED = `  set before (commandline -opc)
  set completions (env COMP_CWORD=(count $before) SHELL=fish {completer} completion-server -- $before (commandline -ct) 2>/dev/null)`;

function withoutEval(template: string): string {
  if (EVALUATED.test(template)) return template.replace(EVALUATED, ASKED);
  throw new PaksError('BUG', { message: 'the completion script for fish is not the one expected' });
}

function unknownShell(shell: string): PaksError {
  const near = nearest(shell, SHELLS);
  return new PaksError('USAGE', {
    message: `there are no completions for \`${shell}\``,
    hint:
      near === undefined
        ? `the shells are ${SHELLS.join(', ')}`
        : `did you mean \`paks completions ${near}\`?`,
  });
}

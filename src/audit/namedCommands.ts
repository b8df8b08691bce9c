const FENCE = /^ {0,3}(```+|~~~+) *([\w-]*)/;
const SHELLS = new Set([
  'sh',
  'bash',
  'shell',
  'zsh',
  'fish',
  'console',
  'shell-session',
  'shellsession',
]);
const PROMPT = /^\s*[$>%#] +/;
const SEPARATOR = /\|\|?|&&?|;|\$\(|`|\(/;
const ASSIGNMENT = /^[A-Za-z_]\w*=\S*$/;
const COMMAND = /^[A-Za-z_.~/][\w.+~/-]{0,99}$/;
const MOST = 500;

/** Words of the shell itself, and those that do nothing to speak of. */
const SILENT = new Set(
  'if then else elif fi for do done while until case esac in function return local export set unset cd echo printf exit true false test shift read'.split(
    ' ',
  ),
);
/** Words after which the command proper comes; they count themselves too. */
const WRAPPERS = new Set(['sudo', 'env', 'exec', 'nohup', 'time', 'xargs', 'command']);

/**
 * The programs that the shell blocks of a Markdown text run, sorted; 500 at most. A hint for reviewers,
 * not a parser: what is built at run time is not seen.
 */
export function commandsInMarkdown(text: string): readonly string[] {
  const lines: string[] = [];
  let fence: { readonly mark: string; readonly isShell: boolean } | null = null;
  for (const line of text.split('\n')) {
    const [, mark, language = ''] = FENCE.exec(line) ?? [];
    if (mark !== undefined && fence === null) {
      fence = { mark, isShell: SHELLS.has(language.toLowerCase()) };
    } else if (mark !== undefined && fence !== null && mark.startsWith(fence.mark)) fence = null;
    else if (fence !== null && (fence.isShell || /^\s*\$ /.test(line))) lines.push(line);
  }
  return commandsIn(lines);
}

/** The programs that a shell script runs, sorted; 500 at most. */
export function commandsInScript(text: string): readonly string[] {
  return commandsIn(text.split('\n').filter((line) => !/^\s*#/.test(line)));
}

function commandsIn(lines: readonly string[]): readonly string[] {
  const commands = new Set<string>();
  for (const line of lines) {
    for (const part of line.slice(0, 2_000).replace(PROMPT, '').split(SEPARATOR)) {
      for (const command of commandsOfPart(part)) commands.add(command);
    }
    if (commands.size >= MOST) break;
  }
  return [...commands].sort();
}

function commandsOfPart(part: string): readonly string[] {
  const words = part.trim().split(/\s+/);
  const found: string[] = [];
  for (const word of words) {
    if (ASSIGNMENT.test(word) || word.startsWith('-')) continue;
    if (!COMMAND.test(word)) break;
    if (!SILENT.has(word)) found.push(word);
    if (!WRAPPERS.has(word) && !SILENT.has(word)) break;
    if (SILENT.has(word) && !OPENERS.has(word)) break;
  }
  return found;
}

const OPENERS = new Set(['if', 'then', 'else', 'elif', 'do', 'while', 'until', 'time']);

/** A line of the documentation that calls Paks. */
export interface DocumentedLine {
  /** File and line, for messages. */
  readonly place: string;
  /** The words after `paks`. */
  readonly words: readonly string[];
  /** Whether it belongs to a shell block that can run anywhere. */
  readonly runs: boolean;
}

/** A block without a language is one too. */
const SHELLS = ['sh', 'console', 'bash', ''];

/** Every call of Paks in the code blocks of a text; one after `$` or a pipe is one too. */
export function commandLines(file: string, markdown: string): readonly DocumentedLine[] {
  const found: DocumentedLine[] = [];
  let block: { readonly language: string; readonly runs: boolean } | null = null;
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = /^\s*```(\S*)\s*(.*)$/.exec(line);
    if (fence !== null) {
      const [, language = '', mark = ''] = fence;
      block = block === null ? { language, runs: language === 'sh' && mark !== 'not-run' } : null;
      continue;
    }
    if (block === null || NOT_COMMANDS.has(block.language)) continue;
    const calls = SHELLS.includes(block.language) ? ofShell(line) : ofRecipe(line);
    for (const call of calls) {
      found.push({ place: `${file}:${index + 1}`, words: wordsOf(call), runs: block.runs });
    }
  }
  return found;
}

/** Usage lines with brackets, and files. */
const NOT_COMMANDS = new Set(['text', 'toml', 'json', 'ts', 'js']);

function ofShell(line: string): readonly string[] {
  return line
    .replace(/^\$ /, '')
    .replace(/^.*\$\((paks [^)]*)\).*$/, '$1')
    .replace(/(?:^| )#(?: .*)?$/, '')
    .split(/ (?:\||&&) /)
    .map((call) => call.trim())
    .filter((call) => call.startsWith('paks '));
}

/** In files of CI systems and images a call ends at a quote. */
function ofRecipe(line: string): readonly string[] {
  return Array.from(
    line.matchAll(/(?:^|[\s'"])(?<!install --global |image: )(paks [a-z][^'"]*)/g),
    ([, call = '']) => call,
  );
}

/** Splits as a shell does, as far as the documentation goes: quotes, and no redirections. */
export function wordsOf(call: string): readonly string[] {
  const [program, ...words] = Array.from(
    call.replace(/ >>? .*$/, '').matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g),
    ([word]) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_all, double, single) => double ?? single),
  );
  if (program !== 'paks') throw new Error(`no call of paks: ${call}`);
  return words;
}

/** The calls of Paks that stand in sentences, as `code`; what has brackets or an ellipsis is a pattern. */
export function namedCommands(file: string, markdown: string): readonly DocumentedLine[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^\s*```/gm, (block) =>
    block.replaceAll(/[^\n]/g, ''),
  );
  return prose.split('\n').flatMap((line, index) =>
    Array.from(line.matchAll(/`(paks [a-z][^`]*)`/g), ([, call = '']) => call)
      .filter((call) => !/[[\]…|\\]/.test(call))
      .map((call) => ({ place: `${file}:${index + 1}`, words: wordsOf(call), runs: false })),
  );
}

import { paragraph } from '../../render/paragraph.ts';
import type { Theme } from '../../render/theme.ts';
import type { CommandDescription, DescribedOption, OptionScope } from './describeCommand.ts';
import type { HelpStyle } from './HelpStyle.ts';
import { twoColumns } from './twoColumns.ts';
import { usageLines } from './usageLines.ts';

const TITLES: Readonly<Record<OptionScope, string>> = {
  command: 'Options',
  installing: 'Options of all commands that install',
  every: 'Options of every command',
};

const WIDEST_OPTION = 29;

/** `paks help COMMAND`: what it is for first, what all commands share last. Pure. */
export function renderCommandHelp(command: CommandDescription, style: HelpStyle): string {
  const { theme, width } = style;
  const options = (scope: OptionScope): readonly string[] => {
    const members = command.options.filter((option) => option.scope === scope);
    return members.length === 0
      ? []
      : [`${theme.strong(TITLES[scope])}\n${renderOptions(members, style)}`];
  };
  const sections = [
    paragraph(command.summary, { width }),
    `${theme.strong('Usage')}\n${usageLines(command)
      .map((line) => `  ${line}`)
      .join('\n')}`,
    ...command.details.map((text) => paragraph(text, { width })),
    ...options('command'),
    `${theme.strong('Examples')}\n${renderExamples(command, theme)}`,
    ...options('installing'),
    ...options('every'),
    ...answer(command, style),
    ...(command.related.length === 0 ? [] : [seeAlso(command, style)]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function renderOptions(options: readonly DescribedOption[], style: HelpStyle): string {
  const entries = options.map((option) => ({
    term: optionTerm(option),
    meaning: option.description,
  }));
  const widest = Math.max(...entries.map(({ term }) => term.length));
  return twoColumns(entries, Math.min(widest, WIDEST_OPTION), style);
}

/** `-g, --global`, with the short form's place kept where there is none. */
function optionTerm({ names, value }: DescribedOption): string {
  const [long = '', ...others] = names;
  const short = others.find((name) => !name.startsWith('--'));
  const more = others.filter((name) => name.startsWith('--'));
  const words = [long, ...more].join(', ');
  return `${short === undefined ? '    ' : `${short}, `}${words}${value === null ? '' : ` ${value}`}`;
}

function renderExamples({ examples }: CommandDescription, theme: Theme): string {
  return examples
    .map(({ label, line }) => `  ${theme.faint(`# ${label}`)}\n  $ ${line}`)
    .join('\n\n');
}

function answer({ negativeAnswer }: CommandDescription, { theme, width }: HelpStyle): string[] {
  if (negativeAnswer === null) return [];
  const text = paragraph(`${negativeAnswer}; or a plain failure`, { width, indent: '  ' });
  return [
    `${theme.strong('Exit code 1')}
${text}`,
  ];
}

function seeAlso({ related }: CommandDescription, { theme }: HelpStyle): string {
  return `${theme.strong('See also')}\n  ${related.map((name) => `paks ${name}`).join(', ')}`;
}

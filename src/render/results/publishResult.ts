import { printable, printableLines } from '../../errors/printable.ts';
import { redact } from '../../errors/redact.ts';
import type { PublishResult } from '../../operations/PublishResult.ts';
import { count } from '../count.ts';
import { formatBytes } from '../formatBytes.ts';
import type { Theme } from '../theme.ts';

interface PublishRendering {
  readonly theme: Theme;
  /** Signs are for terminals. */
  readonly isTerminal: boolean;
}

/** What is out, and where; of a dry run a shell script that does the same by hand. */
export function renderPublishResult(result: PublishResult, rendering: PublishRendering): string {
  const release = `${result.name}@${result.version}`;
  switch (result.status) {
    case 'planned':
      return renderScript(result);
    case 'aborted':
      return renderAborted(result);
    case 'published':
      return [`${mark(rendering)}Published ${release}`, `  ${shownUrl(result)}`].join('\n');
    case 'pushed':
      return `${mark(rendering)}Pushed ${release} as tag ${result.tag} to ${printable(result.remote ?? '')}; no registry was told.`;
    case 'tagged':
      return [
        `${mark(rendering)}Tagged ${release} as ${result.tag}; nothing was pushed.`,
        `  Look at it with \`git show ${result.tag}\`. Then push the branch and the tag,`,
        `  and tell the registry of it with \`paks publish --tag ${result.tag}\`.`,
      ].join('\n');
  }
}

function mark({ theme, isTerminal }: PublishRendering): string {
  return isTerminal ? `\n${theme.added('✓')} ` : '';
}

function shownUrl({ url, id }: PublishResult): string {
  return printable(redact(url ?? id ?? ''));
}

function renderAborted({ tag, undone }: PublishResult): string {
  const what = undone.length === 0 ? 'there was nothing to undo' : `undone: ${undone.join(', ')}`;
  return `Took the release of ${tag} back; ${what}.`;
}

/** All but the commands is commented out, so that the whole can be run by a POSIX shell. */
function renderScript(result: PublishResult): string {
  const { name, from, version, tag, message, files, root, commands, integrity } = result;
  const size = formatBytes(files.reduce((sum, file) => sum + file.size, 0));
  const comments = [
    `Would release ${name} ${from === null || from === version ? '' : `${from} → `}${version} as tag ${tag}.`,
    '',
    `${count(files.length, 'file')}, ${size}:`,
    ...files.map((file) => `  ${file.mode} ${file.path} (${formatBytes(file.size)})`),
    ...(integrity === null ? [] : [`integrity: ${integrity}`]),
    '',
    ...(message === null ? ['The tag has no message.'] : [`Message of tag ${tag}:`]),
    ...(message ?? '').split('\n').map((line) => `  ${line}`),
    '',
    'Nothing was changed. These commands do the same:',
  ];
  const script = [`cd ${quoted(root)}`, ...commands.map(printableLines)].join(' &&\n');
  return [...comments.map(comment), script].join('\n');
}

/** No text of a skill's ends a comment. */
function comment(text: string): string {
  return `# ${printableLines(text).replace(/[\n\t]/g, ' ')}`.trimEnd();
}

function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}

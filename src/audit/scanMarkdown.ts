import type { Finding } from './Finding.ts';
import type { TextFile } from './TextFile.ts';
import { TextPlaces } from './TextPlaces.ts';

const LONGEST_COMMENT = 200;
const INLINE_COMMAND = /(?<=^|\s)!`[^`\n]+`/gm;
const HOOKS = /^["']?hooks["']?[ \t]*:/m;
const ALL_TOOLS =
  /^["']?allowed-tools["']?[ \t]*:[ \t]*(?:\[[ \t]*)?(?:\n(?:[ \t]*- [^*\n]*\n)*[ \t]*- )?["']?\*/m;

/** What agents act on in Markdown without showing it: comments, commands, hooks, tool grants. */
export function scanMarkdown(file: TextFile): readonly Finding[] {
  if (!/\.(?:md|mdx|markdown)$/i.test(file.path)) return [];
  return [...scanFrontmatter(file), ...scanComments(file), ...scanCommands(file)];
}

function scanComments({ path, text }: TextFile): readonly Finding[] {
  const places = new TextPlaces(text);
  const findings: Finding[] = [];
  for (let start = text.indexOf('<!--'); start >= 0; ) {
    const found = text.indexOf('-->', start + 4);
    const end = found < 0 ? text.length : found;
    const length = end - start - 4;
    if (length > LONGEST_COMMENT) {
      const message = `a comment of ${length} characters, which readers of the page do not see`;
      findings.push({ id: 'long-comment', severity: 'advice', path, ...places.at(start), message });
    }
    start = text.indexOf('<!--', end);
  }
  return findings;
}

function scanCommands({ path, text }: TextFile): readonly Finding[] {
  const places = new TextPlaces(text);
  return Array.from(text.matchAll(INLINE_COMMAND), ({ index }) => ({
    id: 'inline-command',
    severity: 'advice',
    path,
    ...places.at(index),
    message: 'a command that some agents run while they load the file',
  }));
}

function scanFrontmatter({ path, text }: TextFile): readonly Finding[] {
  const lines = /^\ufeff?---[ \t]*\r?\n/.exec(text);
  if (lines === null) return [];
  const end = text.indexOf('\n---', lines[0].length - 1);
  const frontmatter = text.slice(0, end < 0 ? text.length : end).replaceAll('\r', '');
  const finding = (id: 'hooks' | 'all-tools', pattern: RegExp, message: string): Finding[] => {
    const match = pattern.exec(frontmatter);
    if (match === null) return [];
    const place = new TextPlaces(frontmatter).at(match.index);
    return [{ id, severity: 'advice', path, ...place, message }];
  };
  return [
    ...finding('hooks', HOOKS, '`hooks` run commands when the agent does something'),
    ...finding('all-tools', ALL_TOOLS, '`allowed-tools` grants every tool'),
  ];
}

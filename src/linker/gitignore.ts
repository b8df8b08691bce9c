const BEGIN = '# paks begin: skills that paks installs (edit paks.toml instead)';
const END = '# paks end';

/** Why a file that holds nothing else ignores itself: git then sees no trace of installed skills. */
const OURS_ALONE = '/.gitignore';
const STAGING = '/.*.paks-*';

/**
 * The text of a managed directory's `.gitignore` that hides exactly these names: a section between
 * markers, everything else of the file kept. Null: no file is needed. A file of ours alone also
 * ignores itself. `names` are `/`-separated paths below the directory.
 */
export function updateGitignore(text: string | null, names: readonly string[]): string | null {
  const newline = text?.includes('\r\n') === true ? '\r\n' : '\n';
  const others = withoutSection(text ?? '');
  const isOursAlone = others.trim() === '';
  if (names.length === 0) return isOursAlone ? null : others;
  const patterns = [...new Set(names)].sort().map((name) => `/${escapePattern(name)}`);
  const section = [BEGIN, ...(isOursAlone ? [OURS_ALONE] : []), STAGING, ...patterns, END, ''].join(
    newline,
  );
  if (isOursAlone) return section;
  return others + (others.endsWith('\n') ? '' : newline) + section;
}

function withoutSection(text: string): string {
  const lines = text.split('\n');
  const begin = lines.findIndex((line) => line.trimEnd() === BEGIN);
  if (begin < 0) return text;
  const end = lines.findIndex((line, index) => index > begin && line.trimEnd() === END);
  return lines.toSpliced(begin, Math.max(1, end - begin + 1)).join('\n');
}

/** A name as a pattern that matches only itself (gitignore(5)). */
function escapePattern(name: string): string {
  return name.replace(/[\\*?[\]!#]/g, '\\$&');
}

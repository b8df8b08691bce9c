import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { PaksError } from '../../errors/PaksError.ts';
import type { FileSystem } from '../../io/FileSystem.ts';
import { readRegularFile } from '../../io/readRegularFile.ts';
import { REPOSITORY_LIMITS } from '../../model/limits.ts';
import { MANIFEST_FILE } from '../../project/findProject.ts';

const SKIPPED = /^\.|^node_modules$/;
const IGNORE_BYTES = 256 * 1024;

/** What one `.gitignore` says, for the paths below its directory. */
interface Rules {
  readonly base: string;
  readonly ignore: Ignore;
}

/**
 * The directories at or below `start` that hold a `paks.toml`, in the order of their paths. Not entered
 * are `node_modules`, names that begin with a dot, what git ignores, and links. Throws
 * `MANIFEST_MISSING` where there is none, `LIMIT_EXCEEDED` where there is too much to look at.
 */
export function findProjects(fs: FileSystem, start: string): readonly string[] {
  const found: string[] = [];
  let left: number = REPOSITORY_LIMITS.treeEntries;
  const visit = (directory: string, above: readonly Rules[], depth: number): void => {
    if (depth > REPOSITORY_LIMITS.treeDepth) return;
    const rules = [...rulesOf(fs, directory), ...above];
    const entries = [...fs.readDirectory(directory)].sort((a, b) => (a.name < b.name ? -1 : 1));
    left -= entries.length;
    if (left < 0) throw tooMuch(start);
    if (entries.some((entry) => entry.name === MANIFEST_FILE && entry.isFile())) {
      found.push(directory);
    }
    for (const entry of entries) {
      const path = join(directory, entry.name);
      if (!entry.isDirectory() || SKIPPED.test(entry.name) || isIgnored(rules, path)) continue;
      visit(path, rules, depth + 1);
    }
  };
  visit(start, rulesAbove(fs, start), 1);
  if (found.length > 0) return found;
  throw new PaksError('MANIFEST_MISSING', {
    message: `there is no \`${MANIFEST_FILE}\` in \`${start}\` or below it`,
    hint: 'start one with `paks init --project`',
  });
}

/** The rules of the directories above, up to the one git knows as the repository's root. */
function rulesAbove(fs: FileSystem, start: string): readonly Rules[] {
  const rules: Rules[] = [];
  let directory = start;
  while (fs.lstat(join(directory, '.git')) === undefined) {
    const parent = dirname(directory);
    if (parent === directory) return [];
    rules.push(...rulesOf(fs, parent));
    directory = parent;
  }
  return rules;
}

function rulesOf(fs: FileSystem, base: string): readonly Rules[] {
  const path = join(base, '.gitignore');
  if (fs.lstat(path)?.isFile() !== true) return [];
  const bytes = readRegularFile(fs, path, IGNORE_BYTES);
  return bytes === null ? [] : [{ base, ignore: ignore().add(new TextDecoder().decode(bytes)) }];
}

/** The nearest file that has something to say decides (gitignore(5)). */
function isIgnored(rules: readonly Rules[], directory: string): boolean {
  for (const { base, ignore: matcher } of rules) {
    const path = relative(base, directory).split(sep).join('/');
    const { ignored, unignored } = matcher.test(`${path}/`);
    if (ignored || unignored) return ignored;
  }
  return false;
}

function tooMuch(start: string): PaksError {
  return new PaksError('LIMIT_EXCEEDED', {
    message: `there are more than ${REPOSITORY_LIMITS.treeEntries} files below \`${start}\``,
    hint: 'run the command in a directory further down, or with `-C DIR`',
    data: { limit: REPOSITORY_LIMITS.treeEntries },
  });
}

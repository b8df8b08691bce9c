import { basename, join } from 'node:path';
import { followLink } from '../../git/followLink.ts';
import { GitProgram } from '../../git/GitProgram.ts';
import { type PendingFiles, readPendingFiles } from '../../git/pendingFiles.ts';
import { PaksError } from '../../errors/PaksError.ts';
import { SkillMeter } from '../../io/SkillMeter.ts';
import type { SkillFile } from '../../model/SkillTree.ts';
import type { Services } from '../Services.ts';
import { readSkillFolder } from '../validate/readSkillFolder.ts';

/** The files that a release of a folder would hold. */
export interface ReleaseFiles {
  readonly files: readonly SkillFile[];
  /** `/`-separated, relative to the skill. */
  readonly emptyDirectories: readonly string[];
  /** What a person should know of the difference to what lies there: one clause each. */
  readonly notes: readonly string[];
}

const MOST_NAMED = 5;

/**
 * In a git repository: what the registry would find in a commit of everything that git does not ignore.
 * Elsewhere, the folder as it is. Throws `UNSAFE_LINK`, `UNSAFE_PATH`, `LIMIT_EXCEEDED` or `GIT_PROGRAM`.
 */
export async function readRelease(root: string, services: Services): Promise<ReleaseFiles> {
  const { environment, fileSystem: fs, config, signal } = services;
  const temporaryDirectory = join(config.cacheDirectory, 'tmp');
  const program = new GitProgram({ environment, fs, temporaryDirectory });
  const input = { program, fs, temporaryDirectory, directory: root, signal };
  const pending = await readPendingFiles(input);
  if (pending === null) return { ...readSkillFolder(fs, root), notes: [] };
  return {
    files: await resolveFiles(basename(root), pending),
    emptyDirectories: [],
    notes: notesOn(pending),
  };
}

async function resolveFiles(
  name: string,
  { entries, blobs }: PendingFiles,
): Promise<readonly SkillFile[]> {
  const submodule = entries.find(({ mode }) => mode === '160000');
  if (submodule !== undefined) throw holdsRepository(submodule.path);
  const read = async (id: string): Promise<Uint8Array> => blobs.get(id) ?? new Uint8Array();
  const question = { id: name, entries: new Map(entries.map((each) => [each.path, each])), read };
  const meter = new SkillMeter();
  const files: SkillFile[] = [];
  for (const entry of entries) {
    const file = await followLink(entry, question);
    const bytes = await read(file.id);
    meter.add(entry.path, bytes.length);
    files.push({ path: entry.path, mode: file.mode === '100755' ? 0o755 : 0o644, bytes });
  }
  return files;
}

function notesOn({ uncommitted, ignored }: PendingFiles): readonly string[] {
  return [
    ...(uncommitted.length === 0
      ? []
      : [`a registry builds from a commit, and this is in none yet: ${named(uncommitted)}`]),
    ...(ignored.length === 0 ? [] : [`left out, because git ignores it: ${named(ignored)}`]),
  ];
}

function named(paths: readonly string[]): string {
  const shown = paths.slice(0, MOST_NAMED).map((path) => `\`${path}\``);
  const more = paths.length > MOST_NAMED ? ` and ${paths.length - MOST_NAMED} more` : '';
  return `${shown.join(', ')}${more}`;
}

function holdsRepository(path: string): PaksError {
  return new PaksError('UNSAFE_LINK', {
    message: `\`${path}\` is a git repository inside the skill`,
    hint: 'copy its files in, or publish them as a skill of their own',
    data: { path },
  });
}

import { join } from 'node:path';
import { dirname, isAbsolute, join as joinPosix } from 'node:path/posix';
import { PaksError } from '../errors/PaksError.ts';
import type { FileMode, SkillTree } from '../model/SkillTree.ts';
import { SKILL_LIMITS } from '../model/limits.ts';
import { comparePaths } from '../model/skillPath.ts';
import type { FileSystem } from './FileSystem.ts';
import { SkillMeter } from './SkillMeter.ts';

/** A file that belongs to a skill in a folder. */
export interface TreeFile {
  /** `/`-separated, relative to the folder. */
  readonly path: string;
  readonly mode: FileMode;
  /** Bytes. */
  readonly size: number;
  /** Where its bytes are: the file a link of the skill leads to, or the file itself. */
  readonly source: string;
}

const MOST_HOPS = 8;
const GIT_DIRECTORY = '.git';

/**
 * The files of a skill that lies in a folder, in hash order, without reading them. `.git` is left
 * out; a link counts as the file of the skill it leads to, any other link throws `UNSAFE_LINK`, a pipe
 * or a device `UNSAFE_PATH`, too much of anything `LIMIT_EXCEEDED`.
 */
export function walkTree(fs: FileSystem, root: string): readonly TreeFile[] {
  const walk: Walk = { fs, root, meter: new SkillMeter(), files: new Map(), links: new Set() };
  visit(walk, '', 1);
  const linked = [...walk.links].map((link) => followed(walk, link));
  return [...walk.files.values(), ...linked].sort((left, right) =>
    comparePaths(left.path, right.path),
  );
}

/** The files of {@link walkTree} with their bytes, each read when it is asked for. */
export function readTree(fs: FileSystem, root: string): SkillTree {
  return contents(fs, root);
}

async function* contents(fs: FileSystem, root: string): SkillTree {
  for (const { path, mode, source } of walkTree(fs, root)) {
    yield { path, mode, bytes: fs.readFile(source) };
  }
}

interface Walk {
  readonly fs: FileSystem;
  readonly root: string;
  readonly meter: SkillMeter;
  readonly files: Map<string, TreeFile>;
  readonly links: Set<string>;
}

function visit(walk: Walk, directory: string, depth: number): void {
  if (depth > SKILL_LIMITS.depth) {
    throw new PaksError('LIMIT_EXCEEDED', {
      message: `\`${directory}\` is more than ${SKILL_LIMITS.depth} levels deep`,
      hint: 'move what lies that deep further up',
      data: { path: directory, limit: SKILL_LIMITS.depth },
    });
  }
  for (const entry of walk.fs.readDirectory(join(walk.root, directory))) {
    if (entry.name === GIT_DIRECTORY) continue;
    const path = joinPosix(directory, entry.name);
    // Node puts this in the place of bytes it cannot read, and the name no longer leads to the file.
    if (entry.name.includes('\ufffd')) throw unreadable(path);
    if (entry.isDirectory()) visit(walk, path, depth + 1);
    else if (entry.isFile()) addFile(walk, path);
    else if (entry.isSymbolicLink()) walk.links.add(path);
    else throw special(path);
  }
}

function addFile(walk: Walk, path: string): void {
  const source = join(walk.root, path);
  const status = walk.fs.lstat(source);
  if (status?.isFile() !== true) throw special(path);
  walk.meter.add(path, status.size);
  const mode = (status.mode & 0o100) === 0 ? 0o644 : 0o755;
  walk.files.set(path, { path, mode, size: status.size, source });
}

/** Follows a link by names alone, as for a tree in git, so that both give the same skill. */
function followed(walk: Walk, link: string): TreeFile {
  let path = link;
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    const target = walk.fs.readLink(join(walk.root, path));
    if (isAbsolute(target)) throw unsafeLink(link, `\`${target}\``);
    path = joinPosix(dirname(path), target);
    if (path === '..' || path.startsWith('../')) {
      throw unsafeLink(link, `\`${target}\`, outside the skill`);
    }
    const file = walk.files.get(path);
    if (file !== undefined) {
      walk.meter.add(link, file.size);
      return { ...file, path: link };
    }
    if (!walk.links.has(path)) {
      throw unsafeLink(link, `\`${target}\`, which is no file of the skill`);
    }
  }
  throw unsafeLink(link, 'itself, through other links');
}

function unsafeLink(path: string, target: string): PaksError {
  return new PaksError('UNSAFE_LINK', {
    message: `\`${path}\` is a link to ${target}`,
    hint: 'a skill may only link to files of its own; copy the file in',
    data: { path },
  });
}

function unreadable(path: string): PaksError {
  return new PaksError('UNSAFE_PATH', {
    message: `the name \`${path}\` is not UTF-8`,
    hint: 'rename it in the skill',
    data: { paths: [path] },
  });
}

function special(path: string): PaksError {
  return new PaksError('UNSAFE_PATH', {
    message: `\`${path}\` is neither a file nor a directory`,
    hint: 'remove it from the skill',
    data: { paths: [path] },
  });
}

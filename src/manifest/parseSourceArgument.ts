import { PaksError } from '../errors/PaksError.ts';
import { normalizeFolder } from '../model/folderPath.ts';
import { isPackageName } from '../model/packageName.ts';
import { parseRange } from '../model/Range.ts';
import { isSkillId, qualifiedName } from '../model/SkillId.ts';
import type { RegistryName } from '../model/Source.ts';
import { notASkillName } from './notASkillName.ts';
import { parseGitArgument } from './parseGitArgument.ts';
import type { FolderWish, NpmWish, RegistryWish, SourceFlags, SourceWish } from './SourceWish.ts';

const NPM_START = /^npm:/i;
const GIT_START = /^(?:git\+)?(?:https?|ssh|file|git):\/\//i;
const SCP_START = /^[^@/\\:\s]+@[^/\\:\s]+:/;
const FOLDER_START = /^(?:\.{1,2}(?:[/\\]|$)|[/\\]|~|[A-Za-z]:[/\\])/;

/**
 * Reads a source as given to `paks add` and `paks install`: `account/name[@range]`, a git address, a
 * page of GitHub or GitLab, `npm:package[#skill=name]`, or a folder; by its syntax, never by looking. Throws `SOURCE_INVALID` or
 * `NAME_INVALID`, and `USAGE` where flags and argument contradict each other.
 */
export function parseSourceArgument(
  text: string,
  flags: SourceFlags,
  registry: RegistryName,
): SourceWish {
  const plain = text.trim();
  if (GIT_START.test(plain) || SCP_START.test(plain)) {
    refuseFlag('registry', flags, 'a git repository comes from no registry');
    return parseGitArgument(plain, flags);
  }
  if (FOLDER_START.test(plain)) return readFolder(plain, flags);
  if (NPM_START.test(plain)) return readNpm(plain, flags);
  return readRegistry(plain, flags, registry);
}

/** True for what {@link parseSourceArgument} takes for a folder: `./…`, `../…`, `/…`, `C:\\…`. */
export function isFolderArgument(text: string): boolean {
  return FOLDER_START.test(text.trim());
}

function readFolder(text: string, flags: SourceFlags): FolderWish {
  for (const flag of ['version', 'tag', 'branch', 'commit', 'path', 'registry'] as const) {
    refuseFlag(flag, flags, 'a folder is taken as it is');
  }
  if (text.startsWith('~')) {
    throw new PaksError('SOURCE_INVALID', {
      message: `\`${text}\` was not expanded by your shell`,
      hint: 'write the path in full, or without quotes',
    });
  }
  const path = normalizeFolder(text);
  if (path !== null) return { kind: 'path', path };
  throw new PaksError('SOURCE_INVALID', { message: `\`${text}\` is not a path` });
}

function readNpm(text: string, flags: SourceFlags): NpmWish {
  for (const flag of ['version', 'tag', 'branch', 'commit', 'path', 'registry'] as const) {
    refuseFlag(flag, flags, 'it is taken as `node_modules` holds it');
  }
  const [, name = '', version, fragment] = /^npm:(@?[^@#]*)(@[^#]*)?(?:#(.*))?$/i.exec(text) ?? [];
  if (version !== undefined) {
    throw new PaksError('SOURCE_INVALID', {
      message: `\`${text}\` names a version, and \`node_modules\` holds only one`,
      hint: `choose it with npm, then write \`npm:${name}\``,
    });
  }
  if (!isPackageName(name)) {
    throw new PaksError('SOURCE_INVALID', {
      message: `\`${name}\` is not the name of an npm package`,
      hint: 'write `npm:package` or `npm:@scope/package`',
    });
  }
  if (fragment === undefined) return { kind: 'npm', package: name };
  const skill = /^skill=(.+)$/.exec(fragment)?.[1];
  if (skill !== undefined) return { kind: 'npm', package: name, skill };
  throw new PaksError('SOURCE_INVALID', {
    message: `\`#${fragment}\` says nothing about a package`,
    hint: `write \`npm:${name}#skill=NAME\``,
  });
}

function readRegistry(text: string, flags: SourceFlags, registry: RegistryName): RegistryWish {
  for (const flag of ['tag', 'branch', 'commit', 'path'] as const) {
    refuseFlag(flag, flags, `\`${text}\` is a skill of a registry`);
  }
  // An `@` in front belongs to an npm scope, not to a version.
  const at = text.indexOf('@', 1);
  const name = at < 0 ? text : text.slice(0, at);
  const written = at < 0 ? undefined : text.slice(at + 1);
  if (written !== undefined && flags.version !== undefined) {
    throw conflict(`\`@${written}\``, '`--version`');
  }
  if (written?.trim() === '') {
    throw new PaksError('SOURCE_INVALID', {
      message: `\`${text}\` ends where a version should be`,
      hint: `write \`${name}\`, or a range after the \`@\``,
    });
  }
  if (!isSkillId(name) || qualifiedName(name) === null) throw notASkillName(name);
  const range = written ?? flags.version;
  return {
    kind: 'registry',
    id: name,
    ...(range !== undefined && { range: parseRange(range === 'latest' ? '*' : range) }),
    registry: flags.registry ?? registry,
  };
}

function refuseFlag(flag: keyof SourceFlags, flags: SourceFlags, why: string): void {
  if (flags[flag] === undefined) return;
  throw new PaksError('USAGE', {
    message: `\`--${flag}\` does not go with this source: ${why}`,
    hint: `remove \`--${flag}\``,
  });
}

function conflict(first: string, second: string): PaksError {
  return new PaksError('USAGE', {
    message: `${first} and ${second} both say which version`,
    hint: 'keep one of them',
  });
}

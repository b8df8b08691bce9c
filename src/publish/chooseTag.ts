import { PaksError } from '../errors/PaksError.ts';
import { formatTag, parseTag } from '../git/tags.ts';
import { bestSkills, findSkills } from '../manifest/findSkills.ts';
import type { Version } from '../model/Range.ts';
import { isReferenceName } from '../model/referenceName.ts';

/** What decides how a release's tag is called. */
export interface TagQuestion {
  readonly name: string;
  readonly version: Version;
  /** Directory of the skill in the repository, '' for its root. */
  readonly directory: string;
  /** Every file of the commit. */
  readonly paths: readonly string[];
  /** Every tag of the repository. */
  readonly tags: readonly string[];
  /** Replaces the rule; null for the rule. */
  readonly prefix: string | null;
}

/**
 * The tag of a release: `PREFIXX.Y.Z` where a prefix is given, else `NAME@X.Y.Z` in a repository of several
 * skills, else `vX.Y.Z`. A skill that has a tag of its own keeps to that form, because whoever
 * resolves over tags then sees no other. Throws `USAGE` for a prefix that no tag may have.
 */
export function chooseTag(question: TagQuestion): string {
  const { name, version, prefix, tags } = question;
  if (prefix === null) {
    const hasOwn = tags.some((tag) => parseTag(tag)?.name === name);
    return formatTag({ name: hasOwn || isOneOfMany(question) ? name : null, version });
  }
  const tag = `${prefix}${version}`;
  if (isReferenceName(tag)) return tag;
  throw new PaksError('USAGE', {
    message: `\`${tag}\` cannot be the name of a tag`,
    hint: 'take letters, digits, `-`, `.`, `/` and `@` for `--tag-prefix`',
  });
}

/** False for a tag by which nobody who resolves over a repository's tags finds the release. */
export function isFoundByTag(tag: string, name: string): boolean {
  const release = parseTag(tag);
  return release !== null && (release.name === null || release.name === name);
}

/** Tests and examples do not count, but for the skill itself. */
function isOneOfMany({ paths, directory }: TagQuestion): boolean {
  const published = bestSkills(findSkills(paths)).map(({ path }) => path);
  return new Set([...published, directory]).size > 1;
}

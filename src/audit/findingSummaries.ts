import type { FindingId } from './Finding.ts';
import type { ReleaseFindingId } from './ReleaseFinding.ts';

/** What each finding stands for, one clause, in the order of `docs/spec/audit.md`. */
export const findingSummaries: Readonly<Record<FindingId | ReleaseFindingId, string>> = {
  'bidi-control': 'characters that show text in another order than it is read',
  'tag-character': 'invisible characters that spell hidden text',
  'variation-selector': 'variation selectors that can hide data',
  'escape-sequence': 'sequences that drive the terminal that shows them',
  'lfs-pointer': 'a Git LFS pointer where a file should be',
  'control-character': 'control characters in text',
  'direction-mark': 'direction marks away from right-to-left letters',
  'invisible-character': 'invisible characters without an honest use there',
  'byte-order-mark': 'a byte order mark in the middle of a text',
  'soft-hyphen': 'soft hyphens in a row',
  filler: 'characters that look like nothing',
  'private-use': 'characters without a public meaning',
  'long-comment': 'a long comment, which readers of the page do not see',
  'inline-command': 'a command that some agents run while they load the file',
  hooks: 'hooks in the frontmatter',
  'all-tools': 'a grant of every tool',
  executable: 'an executable file',
  script: 'a script',
  program: 'a compiled program',
  submodules: 'a list of git submodules',
  repository: 'what git would take for a repository',
  secret: 'a key, a token, or a file that usually holds one',
  'changed-content': 'a source that serves other bytes than were locked',
  'changed-release': 'a registry that says something else of the release than the lock',
  'moved-tag': 'a tag that no longer points at the locked commit',
  yanked: 'a release that its author withdrew',
  'too-young': 'a release younger than the policy allows',
  'source-not-allowed': 'a source that the policy does not list',
};

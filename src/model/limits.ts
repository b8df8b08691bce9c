const KiB = 1024;
const MiB = 1024 * KiB;

/** Limits of a skill, the same for install, index and publish (`product.md`, "Limits"). */
export const SKILL_LIMITS = {
  bytes: 64 * MiB,
  files: 5_000,
  fileBytes: 16 * MiB,
  skillFileBytes: 2 * MiB,
  frontmatterBytes: 64 * KiB,
  depth: 16,
  pathBytes: 400,
} as const;

/** Limits of what is read from files and servers before it is parsed. */
export const INPUT_LIMITS = {
  manifestBytes: 5 * MiB,
  lockfileBytes: 64 * MiB,
  jsonAnswerBytes: 20 * MiB,
  archiveBytes: 80 * MiB,
  referencesBytes: 32 * MiB,
  packBytes: 200 * MiB,
  tomlNesting: 32,
} as const;

/** Limits of a patch over a skill, which is read into memory and searched line by line. */
export const PATCH_LIMITS = {
  bytes: 2 * MiB,
  /** Of one file. */
  hunks: 1_000,
} as const;

/** The most bytes a bundle may have; it is read whole. */
export const BUNDLE_BYTES = 1_024 * MiB;

/** Limits of what a git repository may make Paks read beside the skills wanted from it. */
export const REPOSITORY_LIMITS = {
  treeEntries: 500_000,
  treeDepth: 128,
  /** All trees of one commit together, uncompressed. */
  treeBytes: 128 * MiB,
  packObjects: 1_000_000,
  /** All objects of one answer together, uncompressed, deltas that are built twice counted twice. */
  packContentBytes: 2_048 * MiB,
} as const;

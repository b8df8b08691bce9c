import * as v from 'valibot';
import {
  ArchiveIntegrity,
  CommitText,
  Count,
  Dependencies,
  IntegrityText,
  Text,
  Timestamp,
  VersionText,
} from './fields.ts';

const versionFields = {
  version: VersionText,
  published_at: Timestamp,
  yanked: v.optional(v.boolean(), false),
  dependencies: v.optional(Dependencies, {}),
  repository: Text,
  tag: Text,
  commit: CommitText,
  /** `/`-separated from the repository's root; `.` for the root itself. */
  skill_path: v.optional(Text, '.'),
  integrity: IntegrityText,
  /** Absent: the content comes from git at `commit`. `url` may be relative to the registry's. */
  archive: v.nullish(v.object({ url: Text, integrity: ArchiveIntegrity, size: Count })),
  size: v.optional(Count, 0),
  file_count: v.optional(Count, 0),
  license: v.nullish(Text),
  changelog: v.nullish(Text),
};

/** One version as the list of versions holds it: what resolving and locking need. */
const VersionItem = v.object(versionFields);

/** The answer of `GET …/versions`, newest first. */
export const VersionsAnswer = v.object({ data: v.array(VersionItem) });

/** One file of a version. `sha256` is of the content, in hex. */
const VersionFile = v.object({
  path: Text,
  size: Count,
  mode: v.picklist(['644', '755']),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/** One version with its files and the text of its `SKILL.md`. */
const VersionDetail = v.object({
  ...versionFields,
  files: v.array(VersionFile),
  readme: Text,
});

/** The answer of `GET …/versions/{version}`. */
export const VersionAnswer = v.object({ data: VersionDetail });

/** The body of `…/yank` and `…/unyank`, which may be left out. */
export const YankRequest = v.object({
  /** Why, for the registry's records: one line. */
  reason: v.optional(v.pipe(v.string(), v.maxLength(500), v.regex(/^[^\u0000-\u001f\u007f]*$/))),
});

/** The answer of `…/yank` and `…/unyank`. */
export const YankAnswer = v.object({
  data: v.object({ version: VersionText, yanked: v.boolean() }),
});

/** See {@link VersionItem}. */
export type WireVersion = v.InferOutput<typeof VersionItem>;
/** See {@link VersionsAnswer}. */
export type WireVersionsAnswer = v.InferOutput<typeof VersionsAnswer>;
/** See {@link VersionFile}. */
export type WireVersionFile = v.InferOutput<typeof VersionFile>;
/** See {@link VersionDetail}. */
export type WireVersionDetail = v.InferOutput<typeof VersionDetail>;

import * as v from 'valibot';
import { AccountName, QualifiedId, SkillName, Text, VersionText } from './fields.ts';
import { ErrorAnswer } from './wireError.ts';

const ONE_LINE = /^[^\u0000-\u001f\u007f]*$/;

/** The body of `POST /api/skills/index`. */
export const IndexRequest = v.object({
  repository: v.pipe(v.string(), v.minLength(1), v.maxLength(2048), v.regex(ONE_LINE)),
  tag: v.pipe(v.string(), v.minLength(1), v.maxLength(255), v.regex(ONE_LINE)),
  skill_path: v.optional(v.pipe(v.string(), v.maxLength(400), v.regex(ONE_LINE)), '.'),
  /** An organisation that the token's account may publish for; default: the token's own account. */
  account: v.optional(AccountName),
  /** Only for a skill's first version. */
  visibility: v.optional(v.picklist(['public', 'private'])),
});

/** What became of an index request. */
const Indexed = v.object({
  account: AccountName,
  name: SkillName,
  version: VersionText,
  url: Text,
  status: v.literal('indexed'),
  warnings: v.optional(v.array(Text), []),
  /** Dependencies that this registry does not know. */
  unknown_dependencies: v.optional(v.array(QualifiedId), []),
});

/** A request that takes longer: ask the URL of `Location` again. */
const Queued = v.object({
  id: Text,
  status: v.picklist(['queued', 'running']),
});

/** A request that ended in a refusal. */
const IndexFailed = v.object({
  id: Text,
  status: v.literal('failed'),
  error: ErrorAnswer.entries.error,
});

/** The answer of `POST /api/skills/index` (`201`, `200`, `202`). */
export const IndexAnswer = v.object({ data: v.variant('status', [Indexed, Queued]) });

/** The answer of `GET /api/index/{id}`, the URL to poll. */
export const IndexJobAnswer = v.object({
  data: v.variant('status', [Indexed, Queued, IndexFailed]),
});

/** See {@link IndexRequest}, as a client writes it. */
export type WireIndexRequest = v.InferInput<typeof IndexRequest>;
/** See {@link Indexed}. */
export type WireIndexed = v.InferOutput<typeof Indexed>;
/** See {@link IndexAnswer}. */
export type WireIndexAnswer = v.InferOutput<typeof IndexAnswer>;
/** See {@link IndexJobAnswer}. */
export type WireIndexJobAnswer = v.InferOutput<typeof IndexJobAnswer>;

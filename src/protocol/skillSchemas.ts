import * as v from 'valibot';
import { AccountName, Count, SkillName, Text, Timestamp, VersionText } from './fields.ts';

const searchItemFields = {
  account: AccountName,
  name: SkillName,
  version: VersionText,
  description: Text,
  keywords: v.optional(v.array(Text), []),
  categories: v.optional(v.array(Text), []),
  downloads: v.optional(Count, 0),
  updated_at: Timestamp,
  license: v.nullish(Text),
};

/** One hit of a search or a list. */
const SearchItem = v.object(searchItemFields);

/** Where a page of a list lies; `page` counts from 1. */
const PageMeta = v.object({ total: Count, page: Count, per_page: Count });

/** The answer of `GET /api/skills` and of `GET /api/skills/search`. */
export const SearchAnswer = v.object({ data: v.array(SearchItem), meta: PageMeta });

/** Everything about a skill but its versions. */
const Skill = v.object({
  ...searchItemFields,
  repository: v.nullish(Text),
  homepage: v.nullish(Text),
  author: v.nullish(v.object({ name: Text, url: v.nullish(Text) })),
  downloads_recent: v.optional(Count, 0),
  created_at: Timestamp,
  latest: VersionText,
  versions_count: Count,
  visibility: v.optional(v.picklist(['public', 'private']), 'public'),
});

/** The answer of `GET /api/skills/{account}/{name}`. */
export const SkillAnswer = v.object({ data: Skill });

/** See {@link SearchItem}. */
export type WireSearchItem = v.InferOutput<typeof SearchItem>;
/** See {@link SearchAnswer}. */
export type WireSearchAnswer = v.InferOutput<typeof SearchAnswer>;
/** See {@link Skill}. */
export type WireSkill = v.InferOutput<typeof Skill>;

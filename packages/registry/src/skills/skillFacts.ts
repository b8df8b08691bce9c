import { parseSkill } from '../../../../src/manifest/parseSkill.ts';
import type { SkillMetadata } from '../../../../src/model/SkillMetadata.ts';
import { DEFAULT_REGISTRY } from '../../../../src/model/Source.ts';

/** What lists show of a skill that only its latest `SKILL.md` knows. */
export interface SkillFacts {
  readonly description: string;
  readonly homepage: string | null;
  readonly author_name: string | null;
  readonly author_url: string | null;
  readonly keywords: string[];
  readonly categories: string[];
}

/** Reads a `SKILL.md` that was validated when it was indexed. */
export function skillFacts(readme: string): SkillFacts {
  const metadata = withoutZeros(readSkill(new TextEncoder().encode(readme)));
  const [author = ''] = metadata.authors;
  const [, name = '', address = ''] = /^([^<]*)(?:<([^>]*)>)?/.exec(author) ?? [];
  return {
    description: metadata.description ?? '',
    homepage: metadata.homepage ?? null,
    author_name: name.trim() === '' ? null : name.trim(),
    author_url: address.startsWith('https://') ? address : null,
    keywords: [...metadata.keywords],
    categories: [...metadata.categories],
  };
}

/** An escape in YAML can put a zero where no database takes one. */
function withoutZeros(metadata: SkillMetadata): SkillMetadata {
  return JSON.parse(JSON.stringify(metadata).replaceAll('\\u0000', '')) as SkillMetadata;
}

/** What a `SKILL.md` says. Throws `SKILL_INVALID`. */
export function readSkill(bytes: Uint8Array): SkillMetadata {
  return parseSkill(bytes, { file: 'SKILL.md', registry: DEFAULT_REGISTRY, allowInvalid: false });
}

import { PaksError } from '../errors/PaksError.ts';
import { isSkillId, type SkillId } from '../model/SkillId.ts';
import { readAnswer } from '../protocol/readAnswer.ts';
import { SearchAnswer, SkillAnswer, type WireSearchItem } from '../protocol/skillSchemas.ts';
import type { FoundSkill, SearchPage, SkillRecord } from './SkillRecord.ts';

/** The body of a search's answer as data, in its order. Throws `REGISTRY_ANSWER_INVALID`. */
export function readSearchPage(body: string, url: string): SearchPage {
  const { data, meta } = readAnswer(SearchAnswer, body, url);
  const skills = data.map((item) => foundSkill(item, url));
  return { skills, total: meta.total, page: meta.page, perPage: meta.per_page };
}

/**
 * The body of a skill's answer as data. Throws `REGISTRY_ANSWER_INVALID`, also where it is about another
 * skill than was asked for.
 */
export function readSkillRecord(body: string, asked: SkillId, url: string): SkillRecord {
  const { data } = readAnswer(SkillAnswer, body, url);
  const found = foundSkill(data, url);
  if (found.id !== asked) throw invalid(url, `it is about \`${found.id}\``);
  const { author } = data;
  return {
    ...found,
    repository: data.repository ?? null,
    homepage: data.homepage ?? null,
    publisher: author == null ? null : { name: author.name, url: author.url ?? null },
    recentDownloads: data.downloads_recent,
    createdAt: timeOf(data.created_at, url),
    versions: data.versions_count,
    visibility: data.visibility,
  };
}

function foundSkill(item: WireSearchItem, url: string): FoundSkill {
  const id = `${item.account}/${item.name}`;
  if (!isSkillId(id)) throw invalid(url, `\`${id}\` is not a skill name`);
  return {
    id,
    version: item.version,
    description: item.description,
    keywords: item.keywords,
    categories: item.categories,
    downloads: item.downloads,
    updatedAt: timeOf(item.updated_at, url),
    license: item.license ?? null,
  };
}

function timeOf(text: string, url: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw invalid(url, `\`${text}\` is no time`);
  return time;
}

function invalid(url: string, why: string): PaksError {
  return new PaksError('REGISTRY_ANSWER_INVALID', {
    message: `\`${url}\` did not answer as a registry does: ${why}`,
    hint: 'tell whoever runs the registry',
  });
}

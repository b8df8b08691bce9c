import { answerCacheable, cacheControlFor } from '../http/conditional.ts';
import type { Handler } from '../http/Exchange.ts';
import { skillNameOf } from '../http/parameters.ts';
import { isVisible, skillNotFound } from '../skills/findSkill.ts';

/** `GET …/versions`: every version of a skill, ready made and revalidated for nothing. */
export const getVersions: Handler = async (exchange, registry) => {
  const skill = skillNameOf(exchange);
  const entry = await registry.versions.get(`${skill.account}/${skill.name}`);
  if (entry === null || !(await isVisible(registry, exchange.get('caller'), entry))) {
    throw skillNotFound(skill);
  }
  return answerCacheable(exchange, {
    etag: entry.etag,
    cacheControl: cacheControlFor(entry.visibility, 'public, max-age=300'),
    contentType: 'application/json',
    body: () => entry.body,
  });
};

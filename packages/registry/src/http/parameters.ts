import type { SkillName } from '../skills/findSkill.ts';
import type { Exchange } from './Exchange.ts';

/** The skill that the path names. Nothing is assumed of the text. */
export function skillNameOf(exchange: Exchange): SkillName {
  return { account: exchange.req.param('account') ?? '', name: exchange.req.param('name') ?? '' };
}

/** The version that the path names. */
export function versionOf(exchange: Exchange): string {
  return exchange.req.param('version') ?? '';
}

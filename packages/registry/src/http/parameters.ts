import { isAccountName, isSpecificationName } from '../../../../src/model/SkillId.ts';
import { skillNotFound, type SkillName } from '../skills/findSkill.ts';
import type { Exchange } from './Exchange.ts';

/** The skill that the path names. Throws `SKILL_NOT_FOUND` for what no skill can be called. */
export function skillNameOf(exchange: Exchange): SkillName {
  const account = exchange.req.param('account') ?? '';
  const name = exchange.req.param('name') ?? '';
  if (isAccountName(account) && isSpecificationName(name)) return { account, name };
  throw skillNotFound({ account, name });
}

/** The version that the path names, without the zero that no database takes. */
export function versionOf(exchange: Exchange): string {
  return (exchange.req.param('version') ?? '').replaceAll('\0', '');
}

import { parseSkillId } from '../../../../src/model/SkillId.ts';
import { Refusal } from '../http/Refusal.ts';
import { varyByCaller } from '../http/conditional.ts';
import type { Handler } from '../http/Exchange.ts';
import { skillNameOf, versionOf } from '../http/parameters.ts';
import { findVisibleSkill } from '../skills/findSkill.ts';
import { VERSION_COLUMNS, wireVersion } from '../skills/wireVersion.ts';

/** `GET …/versions/{version}`: one version with its files and its `SKILL.md`. */
export const getVersion: Handler = async (exchange, registry) => {
  const name = skillNameOf(exchange);
  const version = versionOf(exchange);
  const skill = await findVisibleSkill(registry, exchange.get('caller'), name);
  const row = await registry.sql
    .selectFrom('versions')
    .select([...VERSION_COLUMNS, 'files', 'readme'])
    .where('skill_id', '=', skill.id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined) throw versionNotFound(name, version);
  const id = parseSkillId(`${skill.account}/${skill.name}`);
  varyByCaller(exchange);
  return exchange.json({
    data: { ...wireVersion(id, row), files: row.files, readme: row.readme },
  });
};

/** A skill that is there, without the version. */
export function versionNotFound(
  { account, name }: { readonly account: string; readonly name: string },
  version: string,
): Refusal {
  return new Refusal('VERSION_NOT_FOUND', `\`${account}/${name}\` has no version \`${version}\``);
}

import { writeAudit } from '../audit/writeAudit.ts';
import type { Registry } from '../Registry.ts';
import { refreshSkill, type TouchedSkill } from './refreshSkill.ts';

/** One version to hide or to show again. */
export interface YankChange {
  readonly skill: TouchedSkill;
  readonly version: string;
  readonly yanked: boolean;
  /** For the audit log. */
  readonly reason?: string | undefined;
  readonly actor: string;
}

/** Sets whether a version is yanked. False where there is no such version. */
export async function setYanked(
  registry: Pick<Registry, 'sql' | 'now' | 'changes'>,
  change: YankChange,
): Promise<boolean> {
  const { skill, version, yanked, reason, actor } = change;
  const now = registry.now();
  const found = await registry.sql.transaction().execute(async (transaction) => {
    await transaction
      .selectFrom('skills')
      .select('id')
      .where('id', '=', skill.id)
      .forUpdate()
      .execute();
    const row = await transaction
      .updateTable('versions')
      .set({ yanked })
      .where('skill_id', '=', skill.id)
      .where('version', '=', version)
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) return false;
    await writeAudit(transaction, {
      at: now,
      actor,
      action: yanked ? 'version.yank' : 'version.unyank',
      subject: `${skill.account}/${skill.name}@${version}`,
      ...(reason !== undefined && { details: { reason } }),
    });
    await refreshSkill(transaction, skill);
    return true;
  });
  registry.changes.announce(skill.id);
  return found;
}

import { sql } from 'kysely';
import { audited } from '../operator/audited.ts';
import { existingAccount } from '../operator/existingAccount.ts';
import type { OperatorContext } from '../operator/OperatorCommand.ts';
import { markChanged } from '../skills/refreshSkill.ts';

/**
 * Removes a mirrored account with all of its skills, which frees the name for an account of this
 * registry or for another upstream. Throws `INVALID_REQUEST` for any other account.
 */
export async function forgetAccount(
  context: OperatorContext,
  name: string,
): Promise<readonly string[]> {
  const entry = { action: 'mirror.forget', subject: name };
  const skills = await audited(context, entry, async (transaction) => {
    const { id } = await existingAccount(transaction, name, 'mirror');
    const gone = await transaction
      .deleteFrom('skills')
      .where('account_id', '=', id)
      .returning('id')
      .execute();
    await transaction.deleteFrom('accounts').where('id', '=', id).execute();
    await sql`delete from archive_pieces where integrity not in
      (select archive_integrity from versions)`.execute(transaction);
    for (const skill of gone) await markChanged(transaction, skill.id);
    return gone;
  });
  for (const { id } of skills) context.changes.announce(id);
  return [`forgot \`${name}\` and ${skills.length} of its skills`];
}

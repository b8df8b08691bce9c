import type { Kysely } from 'kysely';
import { writeAudit } from '../audit/writeAudit.ts';
import type { Tables } from '../database/tables.ts';
import { OPERATOR, type OperatorContext } from './OperatorCommand.ts';

/** What the audit log says of a change; filled in with when and by whom. */
export interface Entry {
  readonly action: string;
  readonly subject: string;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** Runs a change and writes its audit entry in one transaction. */
export async function audited<Result>(
  context: OperatorContext,
  entry: Entry,
  change: (sql: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  return await context.sql.transaction().execute(async (sql) => {
    const result = await change(sql);
    await writeAudit(sql, { at: context.now(), actor: OPERATOR, ...entry });
    return result;
  });
}

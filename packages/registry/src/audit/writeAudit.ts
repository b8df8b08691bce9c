import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** One write, by whom, to what. No secrets in `details`. */
export interface AuditEntry {
  readonly at: Date;
  /** An account's name, `operator` for the command line, or `system`. */
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** Appends to the audit log; inside the write's own transaction, so that neither is without the other. */
export async function writeAudit(sql: Kysely<Tables>, entry: AuditEntry): Promise<void> {
  await sql
    .insertInto('audit_log')
    .values({
      at: entry.at,
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
}

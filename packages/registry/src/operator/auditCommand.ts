import { readArguments } from './readArguments.ts';
import type { OperatorCommand } from './OperatorCommand.ts';

const SHOWN = 1_000;

/** `audit`: who wrote what, the latest last. */
export const auditCommand: OperatorCommand = {
  words: 'audit',
  parameters: '[--subject TEXT]',
  summary: 'print the last 1,000 writes: time, actor, action, subject, details',
  run: async ({ sql }, argv) => {
    const given = readArguments(argv, { subject: { type: 'string' } }, { least: 0, most: 0 });
    const subject = given.text('subject');
    const entries = await sql
      .selectFrom('audit_log')
      .selectAll()
      .$if(subject !== undefined, (query) => query.where('subject', '=', subject ?? ''))
      .orderBy('id', 'desc')
      .limit(SHOWN)
      .execute();
    return entries
      .reverse()
      .map(({ at, actor, action, subject, details }) =>
        [at.toISOString(), actor, action, subject, JSON.stringify(details)].join('\t'),
      );
  },
};

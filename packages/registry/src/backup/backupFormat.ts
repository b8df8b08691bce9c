import * as v from 'valibot';

/** The first line of a backup. Each line is a JSON document; rows follow, then one last line. */
const Head = v.object({
  format: v.literal('paks-registry-backup'),
  version: v.literal(1),
  /** The names of the migrations that made the tables. */
  migrations: v.array(v.string()),
});

/** See {@link Head}. */
export type BackupHead = v.InferOutput<typeof Head>;

/** One row of a table, its columns as PostgreSQL's `to_jsonb` writes them, still as text. */
export interface BackupRow {
  readonly table: string;
  readonly json: string;
}

/** The head of a backup of tables that these migrations made. */
export function formatHead(migrations: readonly string[]): string {
  return JSON.stringify({ format: 'paks-registry-backup', version: 1, migrations });
}

/** Reads the first line. Null where this is no backup, or one of another format. */
export function parseHead(line: string): BackupHead | null {
  const read = v.safeParse(Head, parseJson(line));
  return read.success ? read.output : null;
}

/** `["table",{…}]`. */
export function formatRow({ table, json }: BackupRow): string {
  return `["${table}",${json}]`;
}

/** A row, or null for the last line. The row itself is left to the database to parse. */
export function parseRow(line: string): BackupRow | null {
  const [start, table] = /^\["(\w+)",/.exec(line) ?? [];
  if (start === undefined || table === undefined) return null;
  return { table, json: line.slice(start.length, -1) };
}

/** The last line: a backup without it was cut short. */
export function formatEnd(rows: number): string {
  return JSON.stringify({ rows });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

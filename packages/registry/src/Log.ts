/** One thing that happened. `event` is a stable name; the rest is data without secrets. */
export interface LogRecord {
  readonly level: 'info' | 'warning' | 'error';
  readonly event: string;
  readonly [field: string]: unknown;
}

/** Where records go. Must not throw. */
export type Log = (record: LogRecord) => void;

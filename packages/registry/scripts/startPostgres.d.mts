/** A real PostgreSQL server; always `await close()` it. */
export interface StartedPostgres {
  /** Makes an empty database and returns its URL. */
  createDatabase(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts a PostgreSQL server of its own (about 4 s) from the binaries of an npm package, on loopback.
 * `flushes`: it writes through to the disk, as in production; tests have no use for that.
 */
export function startPostgres(options?: { readonly flushes?: boolean }): Promise<StartedPostgres>;

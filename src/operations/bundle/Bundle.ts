/** The files of a bundle, read and not believed yet. */
export interface Bundle {
  /** The text of its `paks.lock`. */
  readonly lock: string;
  /** Archives of skills by the content hash they claim, as 64 hex digits. */
  readonly archives: ReadonlyMap<string, Uint8Array>;
}

/** Where a bundle has the archive of a skill, by the hex digits of its content hash. */
export function archiveName(hex: string): string {
  return `skills/${hex}.tgz`;
}

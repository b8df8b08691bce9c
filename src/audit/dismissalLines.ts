import type { Integrity } from '../model/Integrity.ts';

/** The lines of `paks.toml` that accept one kind of finding in one content; nothing in them is foreign. */
export function dismissalLines(finding: string, integrity: Integrity): readonly string[] {
  return ['[[policy.dismissed]]', `finding = "${finding}"`, `integrity = "${integrity}"`];
}

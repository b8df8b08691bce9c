import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { bytesOf, type HostileEntry, segmentsOf } from './HostileSkill.ts';

const SLASH = Buffer.from('/');
/** Content of zeros from this size on is written as a hole. */
const SPARSE = 1024 * 1024;

/** Writes a skill to a folder, as far as a disk can hold its names. */
export function writeHostile(folder: string, entries: readonly HostileEntry[]): void {
  for (const entry of entries) {
    let path = Buffer.from(folder);
    for (const segment of segmentsOf(entry)) {
      mkdirSync(path, { recursive: true });
      path = Buffer.concat([path, SLASH, Buffer.from(segment as string)]);
    }
    const content = bytesOf(entry);
    if (entry.mode === '120000') symlinkSync(content.toString(), path);
    else if (content.length >= SPARSE && content.every((byte) => byte === 0)) hole(path, content);
    else writeFileSync(path, content);
    if (entry.mode === '100755') chmodSync(path, 0o755);
  }
}

function hole(path: Buffer, content: Buffer): void {
  writeFileSync(path, '');
  truncateSync(path, content.length);
}

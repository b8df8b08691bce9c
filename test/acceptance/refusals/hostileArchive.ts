import { gzipSync } from 'node:zlib';
import { paxRecord } from '../../../src/io/paxRecords.ts';
import { TAR_END, tarEntry } from '../../helpers/tarball.ts';
import { bytesOf, type HostileEntry, segmentsOf } from './HostileSkill.ts';

const TYPES = { '100644': '0', '100755': '0', '120000': '2', '160000': '2' } as const;

/** A skill's archive, with names as they are given: no writer of ours judges them. */
export function hostileArchive(entries: readonly HostileEntry[]): Uint8Array {
  return gzipSync(Buffer.concat([...entries.flatMap(entryBlocks), TAR_END]), { level: 1 });
}

function entryBlocks(entry: HostileEntry): readonly Uint8Array[] {
  const segments = ['skill', ...segmentsOf(entry)].map((segment) => Buffer.from(segment as string));
  const name = Buffer.concat(
    segments.flatMap((segment, index) => (index === 0 ? [segment] : [Buffer.from('/'), segment])),
  );
  const mode = entry.mode ?? '100644';
  const isLink = TYPES[mode] === '2';
  const block = tarEntry({
    name,
    type: TYPES[mode],
    mode: mode === '100755' ? '0000755' : '0000644',
    ...(isLink ? { link: bytesOf(entry).toString() } : { content: bytesOf(entry) }),
  });
  if (name.length <= 100) return [block];
  const record = paxRecord('path', name.toString());
  return [tarEntry({ name: 'PaxHeader', type: 'x', content: record }), block];
}

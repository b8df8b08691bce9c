import { PaksError } from '../../errors/PaksError.ts';
import { readDeltaHeader } from './applyDelta.ts';
import { inflateEntry, type PackLimits, readPackEntries } from './packEntries.ts';

/**
 * Reads a pack to its end without keeping any of it: every entry inflates to its size, every size is
 * within the limits (of what deltas make, too), and the checksum is right. Ids are not computed.
 */
export async function checkPack(
  chunks: AsyncIterable<Uint8Array>,
  limits: PackLimits,
): Promise<void> {
  let total = 0;
  for await (const entry of readPackEntries(chunks, limits)) {
    const isDelta = entry.base !== null;
    const size = isDelta ? readDeltaHeader(inflateEntry(entry)).resultSize : entry.size;
    total += size;
    if (size > limits.objectBytes || total > limits.contentBytes) {
      throw new PaksError('LIMIT_EXCEEDED', {
        message: `the git server sent more content than Paks takes from one repository`,
        hint: 'check the URL; a repository of skills holds nothing that large',
        data: { value: total, limit: limits.contentBytes },
      });
    }
  }
}

import type { GitObject } from './objectId.ts';
import { PackObjects } from './PackObjects.ts';
import { type PackLimits, readPackEntries } from './packEntries.ts';
import { protocolError } from './protocolError.ts';

/**
 * Reads a pack as its bytes arrive: each object with the id its content has, bases before deltas.
 * Memory stays near the pack's own (bounded) size. Objects are given out before the trailer is
 * checked: trust an object by its id, the set of objects only after the last one.
 * Throws `GIT_PROTOCOL`, `LIMIT_EXCEEDED` or `NETWORK_TRUNCATED`.
 * @yields every object once
 */
export async function* readPack(
  chunks: AsyncIterable<Uint8Array>,
  limits: PackLimits,
): AsyncGenerator<GitObject> {
  const objects = new PackObjects(limits);
  for await (const entry of readPackEntries(chunks, limits)) yield* objects.add(entry);
  if (objects.isWaiting) {
    throw protocolError('malformed', 'the git server sent a broken pack: a delta has no base');
  }
}

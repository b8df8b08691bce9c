import { PaksError } from '../errors/PaksError.ts';
import type { SkillFile, SkillTree } from '../model/SkillTree.ts';
import { INPUT_LIMITS, SKILL_LIMITS } from '../model/limits.ts';
import { claimedSize, gunzipOnly, gzipStable } from './gzip.ts';
import { readTar } from './tarReader.ts';
import { writeTar } from './tarWriter.ts';
import { Turnstile } from './Turnstile.ts';

/** Room for headers and padding: a skill has at most 5,000 files. */
const LARGEST_TAR = SKILL_LIMITS.bytes + SKILL_LIMITS.files * 4096;

/** Of archives that unpack to more than this, one at a time is in memory. */
const LARGE_TAR = 8 * 1024 * 1024;
const largeArchives = new Turnstile();

/**
 * The files of a skill's archive (`.tgz`, everything below `skill/`). The compressed bytes are
 * collected first, within the limits, because an archive is judged whole: one gzip member, one tar,
 * nothing after it. Throws `UNSAFE_ARCHIVE`, `UNSAFE_PATH`, `LIMIT_EXCEEDED` or `NETWORK_TRUNCATED`.
 */
export function readArchive(chunks: AsyncIterable<Uint8Array>): SkillTree {
  return unpack(chunks);
}

/** The archive of a skill; the same files give the same bytes, whatever their order. */
export function writeArchive(files: Iterable<SkillFile>): Uint8Array {
  return gzipStable(writeTar(files));
}

async function* unpack(chunks: AsyncIterable<Uint8Array>): SkillTree {
  const archive = await collect(chunks);
  const isLarge = claimedSize(archive) > LARGE_TAR;
  const leave = isLarge ? await largeArchives.enter() : () => undefined;
  try {
    yield* readTar(gunzipOnly(archive, LARGEST_TAR));
  } finally {
    leave();
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > INPUT_LIMITS.archiveBytes) {
      throw new PaksError('LIMIT_EXCEEDED', {
        message: `the archive has more than ${INPUT_LIMITS.archiveBytes} bytes`,
        data: { limit: INPUT_LIMITS.archiveBytes },
      });
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

import { readArchive } from '../archives/archivePieces.ts';
import { countDownload } from '../downloads/countDownload.ts';
import { clientOf } from '../http/client.ts';
import { answerCacheable, cacheControlFor } from '../http/conditional.ts';
import type { Handler } from '../http/Exchange.ts';
import { skillNameOf, versionOf } from '../http/parameters.ts';
import { findVisibleSkill } from '../skills/findSkill.ts';
import { versionNotFound } from './getVersion.ts';

/** `GET …/archive`: the content as `.tgz`, immutable. Counted once it has left entirely. */
export const getArchive: Handler = async (exchange, registry) => {
  const name = skillNameOf(exchange);
  const version = versionOf(exchange);
  const skill = await findVisibleSkill(registry, exchange.get('caller'), name);
  const row = await registry.sql
    .selectFrom('versions')
    .select(['id', 'archive_integrity', 'archive_size'])
    .where('skill_id', '=', skill.id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined) throw versionNotFound(name, version);
  const client = clientOf(exchange);
  const download = { versionId: row.id, skillId: skill.id, client };
  return answerCacheable(exchange, {
    etag: `"${row.archive_integrity}"`,
    cacheControl: cacheControlFor(skill.visibility, 'public, max-age=31536000, immutable'),
    contentType: 'application/gzip',
    headers: { 'Content-Disposition': `attachment; filename="${skill.name}-${version}.tgz"` },
    body: () =>
      exchange.req.method === 'HEAD'
        ? ''
        : streamOf(readArchive(registry.sql, row.archive_integrity, row.archive_size), () =>
            countDownload(registry, download),
          ),
  });
};

/** A web stream over the pieces; `whenDone` runs after the last one was taken. */
function streamOf(
  pieces: AsyncGenerator<Uint8Array>,
  whenDone: () => Promise<void>,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await pieces.next();
      if (done !== true) {
        controller.enqueue(value);
        return;
      }
      await whenDone();
      controller.close();
    },
    cancel: async () => {
      await pieces.return(undefined);
    },
  });
}

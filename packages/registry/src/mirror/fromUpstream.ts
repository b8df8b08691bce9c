import type { Handler } from '../http/Exchange.ts';
import { skillNameOf, versionOf } from '../http/parameters.ts';

/**
 * A handler that reads a skill, preceded by a look at the mirrored registry. Answers about mirrored skills
 * say so in `X-Mirrored-From`, and with a `Warning` (RFC 7234, section 5.5.1) where they could not be
 * compared with it.
 */
export function fromUpstream(handler: Handler, part: 'skill' | 'version' | 'archive'): Handler {
  return async (exchange, registry) => {
    if (exchange.get('isOverLimit') === true) return await handler(exchange, registry);
    const { from, isStale } = await registry.mirror.prepare({
      ...skillNameOf(exchange),
      version: part === 'skill' ? null : versionOf(exchange),
      isArchive: part === 'archive',
    });
    if (from !== null) exchange.header('X-Mirrored-From', from);
    if (isStale) exchange.header('Warning', '111 - "the mirrored registry does not answer"');
    return await handler(exchange, registry);
  };
}

import { messageOf } from '../../../../src/errors/describeFailure.ts';
import type { Registry } from '../Registry.ts';
import type { Exchange } from './Exchange.ts';
import { isRefusal, Refusal } from './Refusal.ts';

/** The contract's error object for whatever a handler threw. What is no refusal is logged and hidden. */
export function answerFailure(thrown: unknown, exchange: Exchange, registry: Registry): Response {
  const refusal = isRefusal(thrown) ? thrown : hidden(thrown, exchange, registry);
  for (const [name, value] of Object.entries(refusal.headers)) exchange.header(name, value);
  exchange.header('Cache-Control', 'no-store');
  exchange.status(refusal.status as 400);
  return exchange.json({
    error: {
      code: refusal.code,
      message: refusal.message,
      ...(refusal.details === undefined ? {} : { details: refusal.details }),
    },
  });
}

/** The answer to an address that nothing serves. */
export function answerUnknown(exchange: Exchange, registry: Registry): Response {
  const refusal = new Refusal('NOT_FOUND', `nothing is served at \`${exchange.req.path}\``);
  return answerFailure(refusal, exchange, registry);
}

function hidden(thrown: unknown, exchange: Exchange, registry: Registry): Refusal {
  registry.log({
    level: 'error',
    event: 'request.failed',
    request: exchange.get('requestId'),
    method: exchange.req.method,
    path: exchange.req.path,
    message: messageOf(thrown),
    stack: stackOf(thrown),
  });
  return new Refusal('INTERNAL', 'the server failed; its log says why', {
    details: { request: exchange.get('requestId') },
  });
}

function stackOf(thrown: unknown): string | undefined {
  return typeof thrown === 'object' && thrown !== null && 'stack' in thrown
    ? String(thrown.stack)
    : undefined;
}

import { PaksError } from '../errors/PaksError.ts';

/**
 * Throws `REGISTRY_ANSWER_INVALID` where a registry repeats the token it was sent: what it answers goes
 * into caches, locks and requests to other places, and the token would go along (threat T15).
 */
export function refuseEcho(body: string, token: string | null, url: string): void {
  if (token === null || !body.includes(token)) return;
  throw new PaksError('REGISTRY_ANSWER_INVALID', {
    message: `\`${url}\` repeats the token that it was sent, so its answer is not used`,
    hint: 'revoke the token, and find out who runs that registry',
  });
}

import type { Registry } from '../config/Registry.ts';
import { authRequired } from './tokenProblems.ts';
import type { TokenSource } from './tokens.ts';

/**
 * The token for a registry, for what nobody may do unnamed (publishing, yanking): ask before the
 * first step, so that nothing is half done. Asks no server. Throws `AUTH_REQUIRED` with the command
 * that signs in, and what {@link TokenSource} throws of a token that is there and no good.
 */
export async function requireToken(tokens: TokenSource, registry: Registry): Promise<string> {
  const token = await tokens.tokenFor(registry, 'required');
  if (token !== null) return token;
  throw authRequired(registry, 'must know who you are');
}

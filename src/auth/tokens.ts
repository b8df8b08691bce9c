import type { Config } from '../config/Config.ts';
import type { Registry } from '../config/Registry.ts';
import { PaksError } from '../errors/PaksError.ts';
import { type Environment, variable } from '../io/environment.ts';
import { TOKEN_PAGE } from './tokenProblems.ts';

/** What becomes of a request without a token: it is made all the same, or it is not made. */
export type TokenNeed = 'welcome' | 'required';

/** Knows which token, if any, may be sent to a registry. */
export interface TokenSource {
  /**
   * The token for the registry's exact origin, or null. One that is there and no good is an error
   * where it is `required`, and a warning where it is only `welcome` (the default). Throws
   * `AUTH_REQUIRED` for a malformed variable in either case.
   */
  tokenFor(registry: Registry, need?: TokenNeed): Promise<string | null>;
}

/** The variables that may hold a token, the strongest first. */
export const TOKEN_VARIABLES = ['PAKS_TOKEN', 'STAKPAK_TOKEN'] as const;
const TOKEN = /^stk_[\w.~+/-]{4,200}=*$/;

/** True for the form of a registry's token, `stk_…`. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * The token of `PAKS_TOKEN`, else `STAKPAK_TOKEN`, for the origin (scheme, host, port) of the default
 * registry and no other. `config` must be the user's own, before `withProject`: otherwise a project
 * file could name the place the token is sent to (threat T15).
 */
export function environmentTokens(environment: Environment, config: Config): TokenSource {
  const registry = config.registries.get(config.defaultRegistry);
  const bound = registry === undefined ? null : new URL(registry.url).origin;
  return {
    tokenFor: async ({ url }) => (new URL(url).origin === bound ? readToken(environment) : null),
  };
}

function readToken(environment: Environment): string | null {
  const name = TOKEN_VARIABLES.find((candidate) => variable(environment, candidate) !== undefined);
  if (name === undefined) return null;
  const token = variable(environment, name)?.trim() ?? '';
  if (isToken(token)) return token;
  throw new PaksError('AUTH_REQUIRED', {
    message: `the environment variable \`${name}\` holds no token: tokens start with \`stk_\``,
    hint: `correct \`${name}\` or unset it; tokens are made at ${TOKEN_PAGE}`,
  });
}

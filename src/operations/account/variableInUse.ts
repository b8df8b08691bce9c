import { TOKEN_VARIABLES } from '../../auth/tokens.ts';
import type { Registry } from '../../config/Registry.ts';
import { variable } from '../../io/environment.ts';
import type { Services } from '../Services.ts';

/**
 * The variable whose token is used for a registry whatever is stored, or null. Throws `AUTH_REQUIRED`
 * where it holds no token.
 */
export async function variableInUse(
  registry: Registry,
  services: Services,
): Promise<(typeof TOKEN_VARIABLES)[number] | null> {
  const { fromVariables } = await services.accounts();
  if ((await fromVariables.tokenFor(registry)) === null) return null;
  const { environment } = services;
  return TOKEN_VARIABLES.find((name) => variable(environment, name) !== undefined) ?? null;
}

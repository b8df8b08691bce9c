import { requireToken } from '../../auth/requireToken.ts';
import type { Registry } from '../../config/Registry.ts';
import { describeFailure } from '../../errors/describeFailure.ts';
import { variableInUse } from '../account/variableInUse.ts';
import type { Services } from '../Services.ts';
import type { Diagnosis } from './Diagnosis.ts';

const WEEK = 7 * 86_400_000;

/** Is every token that is kept or given still good. Registries without one are only mentioned. */
export async function checkAccounts(services: Services): Promise<readonly Diagnosis[]> {
  const found: Diagnosis[] = [];
  for (const registry of services.config.registries.values()) {
    found.push(await checkAccount(registry, services));
  }
  return found;
}

async function checkAccount(registry: Registry, services: Services): Promise<Diagnosis> {
  const check = 'accounts';
  const { name, url } = registry;
  try {
    const { credentials, tokens, authApi } = await services.accounts();
    const fromVariable = await variableInUse(registry, services);
    const stored = credentials.find(new URL(url).origin);
    if (fromVariable === null && stored === null) return notSignedIn(registry);
    if (services.config.offline) {
      return {
        check,
        status: 'skipped',
        message: `\`${name}\`: the token is not checked: offline`,
      };
    }
    const token = await requireToken(tokens, registry);
    const { username, expiresAt } = await authApi(registry).verify(token);
    const message = `\`${name}\`: signed in as ${username}`;
    if (expiresAt === null || expiresAt - services.clock.now() > WEEK) {
      return { check, status: 'ok', message };
    }
    const until = new Date(expiresAt).toISOString();
    const hint = `make a new token and run \`paks login --registry ${name}\``;
    return { check, status: 'advice', message: `${message} until ${until}`, hint };
  } catch (error) {
    const { message, hint } = describeFailure(error);
    return { check, status: 'problem', message: `\`${name}\`: ${message}`, hint };
  }
}

function notSignedIn({ name, authRequired }: Registry): Diagnosis {
  const message = `\`${name}\`: not signed in`;
  const hint = `run \`paks login --registry ${name}\``;
  if (authRequired) return { check: 'accounts', status: 'problem', message, hint };
  return { check: 'accounts', status: 'ok', message: `${message}; reading needs no account` };
}

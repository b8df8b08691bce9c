import type { Environment } from '../../io/environment.ts';

/** Variables whose value opens a door: no script is given them. */
const SECRETS = /^(?:PAKS|STAKPAK)_TOKEN$/i;

/** The person's own environment without Paks' tokens, and `PAKS_EVENT` with what happened. */
export function scriptEnvironment(
  { variables }: Environment,
  event: string,
): Readonly<Record<string, string | undefined>> {
  const kept = Object.entries(variables).filter(([name]) => !SECRETS.test(name));
  return { ...Object.fromEntries(kept), PAKS_EVENT: event };
}

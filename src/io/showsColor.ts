import { type Environment, variable } from './environment.ts';

/**
 * Whether a stream is coloured unless a flag says so: `NO_COLOR` (no-color.org) and `FORCE_COLOR`
 * (force-color.org) as their authors define them; else whether it is a terminal that can. Node says
 * nothing of a stream that is none.
 */
export function showsColor(isTerminal: boolean | undefined, environment: Environment): boolean {
  if (variable(environment, 'NO_COLOR') !== undefined) return false;
  const forced = variable(environment, 'FORCE_COLOR');
  if (forced !== undefined) return forced !== '0';
  return isTerminal === true && variable(environment, 'TERM') !== 'dumb';
}

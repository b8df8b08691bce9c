import { type Environment, variable } from './environment.ts';

/**
 * Whether a stream is coloured unless a flag says so: `NO_COLOR` (no-color.org) and `FORCE_COLOR`
 * (force-color.org) as their authors define them; else whether it is a terminal that can.
 */
export function showsColor(isTerminal: boolean, environment: Environment): boolean {
  if (variable(environment, 'NO_COLOR') !== undefined) return false;
  const forced = variable(environment, 'FORCE_COLOR');
  if (forced !== undefined) return forced !== '0';
  return isTerminal && variable(environment, 'TERM') !== 'dumb';
}

import type { ApplyOptions } from '../operations/ApplyOptions.ts';
import type { InstallingOptions } from './PaksOptions.ts';

/** The options as operations take them, with what a program gets that says nothing. */
export function applyOptions(options: InstallingOptions): ApplyOptions {
  return {
    global: options.global ?? false,
    dryRun: options.dryRun ?? false,
    frozen: options.frozen ?? null,
    force: options.force ?? false,
    agents: options.agents ?? [],
    groups: options.groups ?? [],
    allowInvalid: options.allowInvalid ?? false,
    ignoreScripts: options.runScripts !== true,
  };
}

import type { ApplyOptions } from './ApplyOptions.ts';
import { findPlace } from './findPlace.ts';
import type { InstallResult } from './InstallResult.ts';
import type { Services } from './Services.ts';
import { upToDate } from './upToDate.ts';

/** What `paks install` was asked for. */
export interface InstallInput extends ApplyOptions {
  /** Null: frozen where `CI` is set and a lock is there. */
  readonly frozen: boolean | null;
}

/** Makes lock and directories answer the manifest. Loads next to nothing when they already do. */
export async function install(input: InstallInput, services: Services): Promise<InstallResult> {
  const place = findPlace(services, input.global);
  const settled = upToDate(services, place, input);
  if (settled !== null) return settled;
  const { runInstall } = await import('./runInstall.ts');
  return runInstall(input, services, place);
}

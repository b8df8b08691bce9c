import { findPlace } from './findPlace.ts';
import type { ApplyOptions } from './ApplyOptions.ts';
import type { InstallResult } from './InstallResult.ts';
import type { Services } from './Services.ts';
import { upToDate } from './upToDate.ts';

/** Makes lock and directories answer the manifest. Loads next to nothing when they already do. */
export async function install(input: ApplyOptions, services: Services): Promise<InstallResult> {
  const place = findPlace(services, input.global);
  const settled = upToDate(services, place, input);
  if (settled !== null) return settled;
  const { runInstall } = await import('./runInstall.ts');
  return runInstall(input, services, place);
}

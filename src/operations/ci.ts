import type { ApplyOptions } from './ApplyOptions.ts';
import { afterInstall } from './hooks/afterInstall.ts';
import { installProject } from './installProject.ts';
import type { InstallResult } from './InstallResult.ts';
import { findPlace } from './findPlace.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';
import { withProjectLock } from './withProjectLock.ts';

/** Installs exactly what the lock says. Throws on a missing or outdated lock and on any drift. */
export async function ci(input: ApplyOptions, services: Services): Promise<InstallResult> {
  const place = findPlace(services, input.global);
  const result = await withProjectLock(services, place, input, () =>
    installProject(services, openProject(services, place), {
      ...input,
      frozen: true,
      unlock: new Set(),
      acceptMovedTag: false,
      thorough: true,
      manifestText: null,
    }),
  );
  await afterInstall(services, { place, options: input, result });
  return result;
}

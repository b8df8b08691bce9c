import type { ApplyOptions } from './ApplyOptions.ts';
import { bundleSources } from './bundle/bundleSources.ts';
import { readBundle } from './bundle/readBundle.ts';
import { verifyBundle } from './bundle/verifyBundle.ts';
import { findPlace } from './findPlace.ts';
import { afterInstall } from './hooks/afterInstall.ts';
import { installProject } from './installProject.ts';
import type { InstallResult } from './InstallResult.ts';
import { openProject } from './openProject.ts';
import { presentLock } from './presentLock.ts';
import type { Services } from './Services.ts';
import { withProjectLock } from './withProjectLock.ts';

/** What an install from a bundle was asked for. */
export interface InstallBundleInput extends ApplyOptions {
  /** The file, absolute. */
  readonly bundle: string;
  /** As in `ci`: check every installed byte, and fail on edits. */
  readonly thorough: boolean;
}

/**
 * Installs what the lock says with a bundle as the only source: no network is asked, the lock is never
 * written. The whole bundle is verified before anything is stored. Throws what `verifyBundle` and a
 * frozen install throw.
 */
export async function installBundle(
  input: InstallBundleInput,
  services: Services,
): Promise<InstallResult> {
  const place = findPlace(services, input.global);
  const result = await withProjectLock(services, place, input, async () => {
    const project = openProject(services, place);
    const { lockfile } = presentLock(project, 'install a bundle for');
    const bundle = readBundle(services.fileSystem, input.bundle);
    await verifyBundle(bundle, lockfile);
    const { manifest } = project;
    const sources = { place, manifest, allowInvalid: input.allowInvalid };
    return installProject(withoutLack(services), project, {
      ...input,
      frozen: true,
      unlock: new Set(),
      acceptMovedTag: false,
      manifestText: null,
      sourcesInstead: bundleSources(services, sources, bundle),
    });
  });
  await afterInstall(services, { place, options: input, result });
  return result;
}

/** Offline nothing is missing: what is not in the store is in the bundle, and that is on this disk. */
function withoutLack(services: Services): Services {
  return { ...services, config: { ...services.config, offline: false } };
}

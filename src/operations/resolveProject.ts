import { formatDependency, homeRegistry } from '../lockfile/dependencyText.ts';
import { formatSource } from '../lockfile/sourceText.ts';
import { sourceOf } from '../model/Locator.ts';
import { findPlace } from './findPlace.ts';
import { openProject } from './openProject.ts';
import { openSources } from './openSources.ts';
import type { Services } from './Services.ts';
import { settleLock } from './settleLock.ts';

/** One skill of a resolution. */
export interface ResolvedSkill {
  readonly id: string;
  readonly version: string;
  /** As the lock writes it: `registry+NAME`, `git+URL`, `path+FOLDER`. */
  readonly source: string;
  /** The content hash where it is known without fetching; null otherwise and for folders. */
  readonly integrity: string | null;
  /** `name@range`, sorted. */
  readonly dependencies: readonly string[];
}

/** What the manifest comes to. */
export interface ResolveResult {
  readonly root: string;
  /** True where the lock answers the manifest, so that nothing was resolved. */
  readonly locked: boolean;
  readonly skills: readonly ResolvedSkill[];
}

/** Resolves the project's manifest, keeping what the lock allows. Writes nothing. Throws `NO_SOLUTION`. */
export async function resolveProject(
  input: { readonly global: boolean },
  services: Services,
): Promise<ResolveResult> {
  const place = findPlace(services, input.global);
  const project = openProject(services, place);
  const sources = openSources(services, {
    place,
    manifest: project.manifest,
    allowInvalid: false,
  });
  const options = { frozen: false, unlock: new Set<never>(), acceptMovedTag: false };
  const { lockfile, resolved } = await settleLock(services, project, sources, options);
  return {
    root: place.root,
    locked: !resolved,
    skills: lockfile.skills.map(({ id, version, pin, integrity, dependencies }) => ({
      id,
      version,
      source: formatSource(sourceOf(pin)),
      integrity,
      dependencies: dependencies.map((dependency) =>
        formatDependency(dependency, homeRegistry(pin)),
      ),
    })),
  };
}

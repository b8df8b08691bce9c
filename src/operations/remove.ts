import { removeManifestPatch, removeManifestSkill } from '../manifest/editManifest.ts';
import { parseManifest } from '../manifest/parseManifest.ts';
import { MANIFEST_FILE } from '../project/findProject.ts';
import type { ApplyOptions } from './ApplyOptions.ts';
import { findEntry } from './findEntry.ts';
import { afterInstall } from './hooks/afterInstall.ts';
import { installProject } from './installProject.ts';
import type { InstallResult } from './InstallResult.ts';
import { findPlace } from './findPlace.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';
import { withProjectLock } from './withProjectLock.ts';

/** What `paks remove` was asked for. */
export interface RemoveInput extends ApplyOptions {
  readonly names: readonly string[];
}

/** Takes skills out of the manifest, the lock and the directories, with what only they needed. */
export async function remove(input: RemoveInput, services: Services): Promise<InstallResult> {
  const place = findPlace(services, input.global);
  const result = await withProjectLock(services, place, input, async () => {
    const before = openProject(services, place);
    const known = before.manifest.skills.map(({ id }) => id);
    const named = new Set(input.names.map((name) => findEntry(name, known, 'in `paks.toml`')));
    let text = before.manifestText;
    for (const { id, group } of before.manifest.skills) {
      if (named.has(id)) text = removeManifestSkill(text, { id, group });
    }
    for (const id of named) text = removeManifestPatch(text, id);
    const registry = services.config.defaultRegistry;
    const manifest = parseManifest(text, { file: MANIFEST_FILE, registry });
    return installProject(
      services,
      { ...before, manifest },
      {
        ...input,
        frozen: input.frozen === true,
        unlock: new Set(),
        acceptMovedTag: false,
        thorough: false,
        manifestText: () => text,
        before,
      },
    );
  });
  await afterInstall(services, { place, options: input, result });
  return result;
}

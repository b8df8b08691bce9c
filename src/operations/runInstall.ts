import { isCi } from '../io/environment.ts';
import type { ProjectPlace } from '../project/Project.ts';
import type { ApplyOptions } from './ApplyOptions.ts';
import { afterInstall } from './hooks/afterInstall.ts';
import { installProject } from './installProject.ts';
import type { InstallResult } from './InstallResult.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';
import { withProjectLock } from './withProjectLock.ts';

/** The whole of `paks install`, for when something may have to change. */
export async function runInstall(
  input: ApplyOptions,
  services: Services,
  place: ProjectPlace,
): Promise<InstallResult> {
  const result = await withProjectLock(services, place, input, async () => {
    const project = openProject(services, place);
    const frozen = input.frozen ?? (isCi(services.environment) && project.lock.kind !== 'absent');
    return installProject(services, project, {
      ...input,
      frozen,
      unlock: new Set(),
      acceptMovedTag: false,
      thorough: false,
      manifestText: null,
    });
  });
  await afterInstall(services, { place, options: input, result });
  return result;
}

import { lockedSkills, type Project } from '../project/Project.ts';
import { resolve } from '../resolver/resolve.ts';
import type { InstallWarning } from './InstallResult.ts';
import { lockResolution } from './lockResolution.ts';
import type { Services } from './Services.ts';
import type { SettledLock, SettleOptions } from './SettledLock.ts';
import type { Sources } from './Sources.ts';

/** What a resolution starts from. */
export interface Resolving {
  readonly project: Project;
  readonly sources: Sources;
  readonly options: SettleOptions;
}

/** A new resolution of the manifest that keeps of the lock what it can. Throws `NO_SOLUTION`. */
export async function resolveLock(services: Services, input: Resolving): Promise<SettledLock> {
  const { project, sources, options } = input;
  const { manifest } = project;
  const { reporter, clock, signal } = services;
  const { minimumReleaseAge: age } = sources.config;
  const locked = lockedSkills(project);
  reporter.report({ type: 'resolve.started', skills: manifest.skills.length });
  const resolution = await resolve(
    {
      roots: manifest.skills,
      overrides: manifest.overrides,
      locked,
      unlock: options.unlock,
      publishedBefore: age === undefined ? null : clock.now() - age,
      signal,
      reporter,
    },
    sources.provider,
  );
  reporter.report({ type: 'resolve.finished', skills: resolution.skills.size });
  const lockfile = await lockResolution(resolution, locked, sources.provider, options);
  return { lockfile, resolved: true, warnings: resolution.notes.map(noteToWarning) };
}

function noteToWarning(note: { readonly kind: string; readonly message: string }): InstallWarning {
  return { code: note.kind, message: note.message };
}

import { PaksError } from '../errors/PaksError.ts';
import { parseManifest } from '../manifest/parseManifest.ts';
import type { SkillId } from '../model/SkillId.ts';
import { MANIFEST_FILE } from '../project/findProject.ts';
import { lockedSkills, type Project } from '../project/Project.ts';
import type { ApplyOptions } from './ApplyOptions.ts';
import { findPlace } from './findPlace.ts';
import { afterInstall } from './hooks/afterInstall.ts';
import { installProject } from './installProject.ts';
import { openProject } from './openProject.ts';
import { idsToCheck } from './outdated/idsToCheck.ts';
import type { Services } from './Services.ts';
import { createSources } from './Sources.ts';
import { chooseUpdates } from './update/chooseUpdates.ts';
import { describeMoves } from './update/describeMoves.ts';
import { raiseRequirements, type RaisedManifest } from './update/raiseRequirements.ts';
import { reviewMoves } from './update/reviewMoves.ts';
import type { UpdateMove, UpdateResult } from './update/UpdateResult.ts';
import { withProjectLock } from './withProjectLock.ts';

/** What `paks update` was asked for; no names stands for everything. */
export interface UpdateInput extends ApplyOptions {
  readonly names: readonly string[];
  /** Says outright what no names means. */
  readonly all: boolean;
  /** Rewrite requirements of the manifest that forbid the newest version. */
  readonly latest: boolean;
  /** Ask which of the updates to take. */
  readonly interactive: boolean;
  readonly acceptMovedTag: boolean;
}

/**
 * Moves skills to the newest versions that the manifest allows, and what only their change needs. On a
 * terminal what they bring is shown first and has to be taken. Throws `USAGE`, `ANSWER_NEEDED` for
 * `interactive` without a terminal, `INTERRUPTED` for a no, and what an install throws; then nothing
 * was changed.
 */
export async function update(input: UpdateInput, services: Services): Promise<UpdateResult> {
  assertSense(input);
  const place = findPlace(services, input.global);
  const updated = await withProjectLock(services, place, input, async () => {
    const project = openProject(services, place);
    const unlock = await whatMoves(input, services, project);
    const raised = input.latest ? await raise(services, project, unlock) : null;
    let moves: readonly UpdateMove[] = [];
    const manifest =
      raised === null
        ? project.manifest
        : parseManifest(raised.text, {
            file: MANIFEST_FILE,
            registry: services.config.defaultRegistry,
          });
    const result = await installProject(
      services,
      { ...project, manifest },
      {
        ...input,
        frozen: false,
        unlock,
        thorough: false,
        manifestText: raised === null ? null : () => raised.text,
        before: project,
        review: async (after) => {
          moves = await describeMoves(services, { before: lockedSkills(project), after, manifest });
          if (!input.dryRun) await reviewMoves(services, moves);
        },
      },
    );
    return { ...result, moves, raised: raised?.raised ?? [] };
  });
  await afterInstall(services, { place, options: input, result: updated });
  return updated;
}

async function whatMoves(
  { names, interactive, latest, allowInvalid }: UpdateInput,
  services: Services,
  project: Project,
): Promise<ReadonlySet<SkillId> | 'all'> {
  const ids = idsToCheck(project, { names, groups: 'all' });
  if (!interactive) return names.length === 0 ? 'all' : ids;
  const { place, manifest } = project;
  const sources = await createSources(services, { place, manifest, allowInvalid, fresh: true });
  return chooseUpdates(services, { project, sources, ids, latest });
}

async function raise(
  services: Services,
  project: Project,
  ids: ReadonlySet<SkillId> | 'all',
): Promise<RaisedManifest> {
  const { place, manifest } = project;
  const input = { place, manifest, allowInvalid: true, fresh: true };
  return raiseRequirements(services, await createSources(services, input), { project, ids });
}

function assertSense({ frozen, all, names }: UpdateInput): void {
  if (frozen === true) {
    throw new PaksError('USAGE', {
      message: '`update` moves what is locked, and `--frozen-lockfile` forbids that',
      hint: 'leave one of them out; `paks update --dry-run` shows what would move',
    });
  }
  if (all && names.length > 0) {
    throw new PaksError('USAGE', {
      message: '`--all` and names cannot both be had',
      hint: 'leave one of them out',
    });
  }
}

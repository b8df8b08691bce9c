import { describeFailure } from '../errors/describeFailure.ts';
import { parseManifest } from '../manifest/parseManifest.ts';
import { MANIFEST_FILE } from '../project/findProject.ts';
import type { Project, ProjectPlace } from '../project/Project.ts';
import { checkAccounts } from './doctor/checkAccounts.ts';
import { checkGit } from './doctor/checkGit.ts';
import { checkLinks, checkLock } from './doctor/checkLock.ts';
import { checkDirectories, checkDisk, checkPermissions } from './doctor/checkPlaces.ts';
import { checkRegistries } from './doctor/checkRegistries.ts';
import { checkSeen } from './doctor/checkSeen.ts';
import type { CheckName, Diagnosis } from './doctor/Diagnosis.ts';
import type { DoctorFinding, DoctorResult } from './doctor/DoctorResult.ts';
import { findPlaceOrGlobal } from './findPlace.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';

/** What `paks doctor` was asked for. */
export interface DoctorInput {
  readonly global: boolean;
  /** Put right what loses nothing. */
  readonly fix: boolean;
}

/**
 * Looks at everything that an install depends on: settings, programs, accounts, registries, the
 * project and what its agents find. Changes nothing without `fix`; a check that fails is a finding.
 */
export async function doctor(input: DoctorInput, services: Services): Promise<DoctorResult> {
  const place = findPlaceOrGlobal(services, input.global);
  const diagnoses = await examine(services, place);
  const findings: DoctorFinding[] = [];
  for (const diagnosis of diagnoses) findings.push(await settle(diagnosis, input.fix));
  return {
    root: place.root,
    healthy: findings.every(({ status, fixed }) => status !== 'problem' || fixed),
    findings,
  };
}

async function examine(services: Services, place: ProjectPlace): Promise<readonly Diagnosis[]> {
  const { configFile } = services.config;
  const settings: Diagnosis = {
    check: 'configuration',
    status: 'ok',
    message:
      services.fileSystem.stat(configFile) === undefined
        ? 'there is no `config.toml`: the defaults hold'
        : `\`${configFile}\` can be read`,
  };
  const { project, unreadable } = tryToOpen(services, place);
  const nothing = { file: MANIFEST_FILE, registry: services.config.defaultRegistry };
  const manifest = project?.manifest ?? parseManifest('', nothing);
  return [
    settings,
    ...(await attempt('git', () => checkGit(services))),
    ...(await attempt('accounts', () => checkAccounts(services))),
    ...(await attempt('registries', () => checkRegistries(services, manifest))),
    ...unreadable,
    ...(project === null ? [] : await examineProject(services, project)),
    ...(await attempt('permissions', async () => checkPermissions(services))),
    ...(await attempt('disk', async () => checkDisk(services, place))),
    ...(project === null
      ? []
      : await attempt('duplicates', async () => checkSeen(services, project))),
  ];
}

/** A manifest or a lock that cannot be read is a finding like others: the rest is looked at all the same. */
function tryToOpen(
  services: Services,
  place: ProjectPlace,
): { readonly project: Project | null; readonly unreadable: readonly Diagnosis[] } {
  try {
    return { project: openProject(services, place), unreadable: [] };
  } catch (error) {
    const { message, hint } = describeFailure(error);
    return { project: null, unreadable: [{ check: 'project', status: 'problem', message, hint }] };
  }
}

async function examineProject(services: Services, project: Project): Promise<readonly Diagnosis[]> {
  return [
    ...(await attempt('lock', async () => checkLock(services, project))),
    ...(await attempt('links', () => checkLinks(services, project))),
    ...(await attempt('directories', async () => checkDirectories(services, project))),
  ];
}

async function attempt(
  check: CheckName,
  action: () => Promise<readonly Diagnosis[]>,
): Promise<readonly Diagnosis[]> {
  try {
    return await action();
  } catch (error) {
    const { message, hint } = describeFailure(error);
    return [{ check, status: 'problem', message, hint }];
  }
}

async function settle({ mend, ...found }: Diagnosis, fix: boolean): Promise<DoctorFinding> {
  const finding = { ...found, hint: found.hint ?? null, fixable: mend !== undefined };
  if (!fix || mend === undefined) return { ...finding, fixed: false };
  try {
    await mend();
    return { ...finding, fixed: true };
  } catch (error) {
    return { ...finding, fixed: false, hint: describeFailure(error).message };
  }
}

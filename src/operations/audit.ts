import { normalize } from 'node:path/posix';
import pLimit from 'p-limit';
import { findingSummaries } from '../audit/findingSummaries.ts';
import { formatSource } from '../lockfile/sourceText.ts';
import { sourceOf } from '../model/Locator.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import type { Project } from '../project/Project.ts';
import type { AuditedSkill, AuditResult, AuditSeverity } from './audit/AuditResult.ts';
import { auditSkill, type SkillVerdict } from './audit/auditSkill.ts';
import { findEntry } from './findEntry.ts';
import { findPlace } from './findPlace.ts';
import { openProject } from './openProject.ts';
import { presentLock } from './presentLock.ts';
import type { Services } from './Services.ts';
import { createSources } from './Sources.ts';

/** What `paks audit` was asked for. */
export interface AuditInput {
  readonly global: boolean;
  /** Skills by id or name; none means all of the lock, every group included. */
  readonly names: readonly string[];
  /** The least severity that is listed. */
  readonly severity: AuditSeverity;
  /** The least severity that fails. */
  readonly level: AuditSeverity;
}

const PARALLEL_SKILLS = 16;

/**
 * Looks at everything the lock installs: its content, what its registry says of it, its tag, its source.
 * Changes nothing but the store. Throws `LOCKFILE_MISSING`, `LOCKFILE_CONFLICT` or
 * `SKILL_NOT_IN_PROJECT`; a check that cannot be made is part of the result.
 */
export async function audit(input: AuditInput, services: Services): Promise<AuditResult> {
  const place = findPlace(services, input.global);
  const project = openProject(services, place);
  const lock = presentLock(project, 'audit');
  const skills = chooseSkills(lock.lockfile.skills, input.names);
  const { manifest } = project;
  const sources = await createSources(services, {
    place,
    manifest,
    allowInvalid: true,
    fresh: true,
  });
  const limit = pLimit(PARALLEL_SKILLS);
  const means = { services, sources, policy: manifest.policy };
  const verdicts = await Promise.all(
    skills.map((skill) => limit(async () => auditSkill(skill, means))),
  );
  const lines = lock.text.split('\n');
  const audited = skills.map((skill, index) => describe(skill, verdicts[index], lines));
  return summarize(audited, verdicts, { input, project });
}

function chooseSkills(
  locked: readonly LockedSkill[],
  names: readonly string[],
): readonly LockedSkill[] {
  if (names.length === 0) return locked;
  const ids = locked.map(({ id }) => id);
  const wanted = new Set(names.map((name) => findEntry(name, ids, 'in `paks.lock`')));
  return locked.filter(({ id }) => wanted.has(id));
}

function describe(
  { id, version, pin, integrity }: LockedSkill,
  verdict: SkillVerdict | undefined,
  lines: readonly string[],
): AuditedSkill {
  return {
    id,
    version: pin.kind === 'path' ? 'local' : version,
    source: formatSource(sourceOf(pin)),
    folder: pin.kind === 'path' ? normalize(pin.path) : null,
    integrity: verdict?.integrity ?? integrity,
    lockLine: Math.max(1, lines.indexOf(`name = "${id}"`)),
    findings: verdict?.findings ?? [],
    dismissed: verdict?.dismissed ?? [],
  };
}

function summarize(
  skills: readonly AuditedSkill[],
  verdicts: readonly SkillVerdict[],
  { input, project }: { readonly input: AuditInput; readonly project: Project },
): AuditResult {
  const { level, severity } = input;
  const all = skills.flatMap(({ findings }) => findings);
  const errors = all.filter((finding) => finding.severity === 'error').length;
  const advice = all.length - errors;
  const failed = verdicts.flatMap((verdict) => verdict.failed);
  const ids = new Set(all.map(({ id }) => id));
  return {
    root: project.place.root,
    skills: skills.map((skill) => ({
      ...skill,
      findings: skill.findings.filter((each) => severity === 'advice' || each.severity === 'error'),
    })),
    rules: [...ids].sort().map((id) => ({ id, summary: findingSummaries[id] })),
    errors,
    advice,
    dismissed: skills.flatMap(({ dismissed }) => dismissed).length,
    failed,
    leftOut: verdicts.flatMap((verdict) => verdict.leftOut),
    level,
    passed: failed.length === 0 && errors === 0 && (level === 'error' || advice === 0),
  };
}

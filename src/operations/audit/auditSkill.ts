import { dismissalLines } from '../../audit/dismissalLines.ts';
import type { Finding } from '../../audit/Finding.ts';
import { LASTING_FINDINGS, type ReleaseFinding } from '../../audit/ReleaseFinding.ts';
import { scanSkill } from '../../audit/scanSkill.ts';
import { splitDismissed } from '../../audit/splitDismissed.ts';
import { codeOf } from '../../errors/describeFailure.ts';
import { isPaksError } from '../../errors/PaksError.ts';
import { assertSourceAllowed } from '../../fetchers/policyGate.ts';
import type { Integrity } from '../../model/Integrity.ts';
import { sourceOf } from '../../model/Locator.ts';
import type { LockedSkill } from '../../model/Lockfile.ts';
import type { Policy } from '../../model/Manifest.ts';
import type { Services } from '../Services.ts';
import type { Sources } from '../Sources.ts';
import type { AuditCheck, AuditFinding, FailedCheck, LeftOutCheck } from './AuditResult.ts';
import { checkRelease, checkTag } from './checkRelease.ts';
import { readLocked } from './readLocked.ts';

/** What one skill is audited with. */
export interface AuditMeans {
  readonly services: Services;
  readonly sources: Sources;
  readonly policy: Policy;
}

/** Everything that is known of one skill after its checks. */
export interface SkillVerdict {
  readonly integrity: Integrity | null;
  readonly findings: readonly AuditFinding[];
  readonly dismissed: readonly AuditFinding[];
  readonly failed: readonly FailedCheck[];
  readonly leftOut: readonly LeftOutCheck[];
}

/**
 * Makes every check of one skill; one that cannot be made does not keep the others from being made. Of a
 * source that the policy does not list nothing is asked. Throws `INTERRUPTED` only.
 */
export async function auditSkill(skill: LockedSkill, means: AuditMeans): Promise<SkillVerdict> {
  const { services, sources, policy } = means;
  const refusal = sourceRefusal(skill, sources);
  const findings: Found[] = refusal === null ? [] : [ofRelease(refusal)];
  const checks = new Checks(skill.id, services.config.offline);
  let { integrity } = skill;
  const isStored = integrity !== null && (await (await services.store()).has(integrity));
  if (refusal === null || isStored) {
    const read = await checks.run('content', readLocked(skill, services, sources));
    if (read !== null) {
      ({ integrity } = read);
      findings.push(...scanSkill(read.files));
    }
  }
  if (refusal === null) {
    const { minimumReleaseAge } = sources.config;
    const rules = { provider: sources.provider, minimumReleaseAge, now: services.clock.now() };
    const ofRegistry = await checks.run('release', checkRelease(skill, rules));
    const ofTag = await checks.run('tag', checkTag(skill, sources.objects));
    findings.push(...[...(ofRegistry ?? []), ...(ofTag ?? [])].map(ofRelease));
  }
  findings.push(...checks.changedContent);
  const { failed, leftOut } = checks;
  return { integrity, failed, leftOut, ...split(findings, integrity, policy) };
}

/** A finding without the way to accept it. */
type Found = Omit<AuditFinding, 'dismissal'>;

/** Runs checks and keeps what became of those that could not be made. */
class Checks {
  readonly failed: FailedCheck[] = [];
  readonly leftOut: LeftOutCheck[] = [];
  readonly changedContent: Found[] = [];
  readonly #id: string;
  readonly #offline: boolean;

  constructor(id: string, offline: boolean) {
    this.#id = id;
    this.#offline = offline;
  }

  async run<Value>(check: AuditCheck, asked: Promise<Value>): Promise<Value | null> {
    try {
      return await asked;
    } catch (error) {
      if (!isPaksError(error) || error.code === 'INTERRUPTED') throw error;
      const { code, message } = error;
      if (code === 'INTEGRITY_MISMATCH') {
        this.changedContent.push(ofRelease({ id: 'changed-content', severity: 'error', message }));
      } else if (code === 'OFFLINE' && this.#offline && check !== 'content') {
        this.leftOut.push({ id: this.#id, check });
      } else {
        this.failed.push({ id: this.#id, check, code, message });
      }
      return null;
    }
  }
}

function sourceRefusal({ id, pin }: LockedSkill, { config }: Sources): ReleaseFinding | null {
  try {
    assertSourceAllowed(id, sourceOf(pin), config.allowSources);
    return null;
  } catch (error) {
    if (!isPaksError(error) || codeOf(error) !== 'POLICY_REFUSED') throw error;
    return { id: 'source-not-allowed', severity: 'error', message: error.message };
  }
}

function split(
  found: readonly (Found | Finding)[],
  integrity: Integrity | null,
  { dismissed: dismissals }: Policy,
): Pick<SkillVerdict, 'findings' | 'dismissed'> {
  const findings = found.map((each): AuditFinding => {
    const lasts = integrity === null || LASTING_FINDINGS.has(each.id);
    return { ...each, dismissal: lasts ? null : dismissalLines(each.id, integrity).join('\n') };
  });
  if (integrity === null) return { findings, dismissed: [] };
  const accepting = dismissals.filter(({ finding }) => !LASTING_FINDINGS.has(finding));
  const { open, dismissed } = splitDismissed(findings, integrity, accepting);
  return { findings: open, dismissed };
}

function ofRelease(finding: ReleaseFinding): Found {
  return { ...finding, path: null, line: 1, column: 1 };
}

import { PaksError } from '../../errors/PaksError.ts';
import type { SkillId } from '../../model/SkillId.ts';
import type { Project } from '../../project/Project.ts';
import { checkSkills } from '../outdated/checkSkills.ts';
import type { OutdatedSkill } from '../outdated/OutdatedResult.ts';
import type { Services } from '../Services.ts';
import type { Sources } from '../Sources.ts';

/** What may be chosen from. */
export interface Choosing {
  readonly project: Project;
  readonly sources: Sources;
  readonly ids: ReadonlySet<SkillId>;
  /** Offer what only the manifest's own range holds back, too. */
  readonly latest: boolean;
}

/**
 * Asks on the terminal which of the updates to take; none where there is nothing to choose. Throws
 * `ANSWER_NEEDED` without a terminal, naming the flags that answer; what could not be checked is a
 * warning, or the failure where nothing is left to choose.
 */
export async function chooseUpdates(
  services: Services,
  { latest, ...checking }: Choosing,
): Promise<ReadonlySet<SkillId>> {
  const { prompter } = services;
  if (prompter === null) {
    throw new PaksError('ANSWER_NEEDED', {
      message: '`--interactive` asks which skills to update, and there is no terminal to ask on',
      hint: 'name them, `paks update NAME…`, or take everything with `--all`',
    });
  }
  const { skills, problems } = await checkSkills(services, checking);
  const offered = skills.filter((skill) => isOffered(skill, latest));
  const [problem] = problems;
  if (offered.length === 0 && problem !== undefined) throw new PaksError(problem.code, problem);
  for (const { code, message, hint } of problems) {
    services.reporter.report({ type: 'warning', code, message, hint });
  }
  if (offered.length === 0) return new Set();
  const choices = offered.map((skill) => ({ value: skill.id, label: labelOf(skill, latest) }));
  const chosen = new Set(await prompter.chooseSome('Which skills to update?', choices));
  return new Set([...checking.ids].filter((id) => chosen.has(id)));
}

function isOffered({ standing, reasons }: OutdatedSkill, latest: boolean): boolean {
  if (standing === 'update' || standing === 'same-content') return true;
  return latest && standing === 'held' && reasons.every(({ kind }) => kind === 'manifest');
}

function labelOf({ id, current, wanted, latest }: OutdatedSkill, toLatest: boolean): string {
  return `${id} ${current ?? ''} → ${(toLatest ? latest : wanted) ?? ''}`;
}

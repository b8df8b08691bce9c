import type { SkillId } from '../model/SkillId.ts';
import type { Catalog, Need } from './Catalog.ts';
import type { ResolveInput } from './Resolution.ts';
import type { Subject } from './Offer.ts';
import { isEmpty } from './VersionSet.ts';

/**
 * How firmly the lock holds a skill. `held`: its version stays as long as there is any solution.
 * `updated`: the user asked for its newest version. `preferred`: it stays unless that is in the way
 * of what is updated, or of what alone needs it.
 */
export type Firmness = 'held' | 'updated' | 'preferred';

/** Says for every locked skill how firmly the lock holds it. */
export function planLock(input: ResolveInput, catalog: Catalog): ReadonlyMap<SkillId, Firmness> {
  const plan = new Map<SkillId, Firmness>();
  if (input.unlock === 'all') return plan;
  for (const { id } of input.locked) plan.set(id, 'preferred');
  const held = input.unlock.size === 0 ? standing(catalog) : around(input.unlock, input, catalog);
  for (const id of held) plan.set(id, 'held');
  for (const id of input.unlock) plan.set(id, 'updated');
  return plan;
}

/** For `install`: what is still reached from the manifest through locked versions that are allowed. */
function standing(catalog: Catalog): Set<SkillId> {
  const reached = new Set<SkillId>();
  const waiting = [...catalog.roots()];
  for (let need = waiting.pop(); need !== undefined; need = waiting.pop()) {
    if (reached.has(need.subject.id) || !isAllowed(need, catalog)) continue;
    reached.add(need.subject.id);
    waiting.push(...lockedNeeds(need.subject, catalog));
  }
  return reached;
}

/** For `update`: what the manifest asks for, and whatever depends on the names, near or far. */
function around(names: ReadonlySet<SkillId>, input: ResolveInput, catalog: Catalog): Set<SkillId> {
  const dependents = new Map<SkillId, SkillId[]>();
  for (const skill of input.locked) {
    for (const { id } of skill.dependencies) {
      const known = dependents.get(id);
      if (known === undefined) dependents.set(id, [skill.id]);
      else known.push(skill.id);
    }
  }
  const reached = new Set<SkillId>();
  const waiting = [...names];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const dependent of dependents.get(id) ?? []) {
      if (reached.has(dependent)) continue;
      reached.add(dependent);
      waiting.push(dependent);
    }
  }
  for (const need of catalog.roots()) reached.add(need.subject.id);
  for (const need of catalog.roots()) {
    if (!isAllowed(need, catalog)) reached.delete(need.subject.id);
  }
  return new Set([...reached].filter((id) => input.locked.some((skill) => skill.id === id)));
}

function isAllowed(need: Need, catalog: Catalog): boolean {
  const offer = catalog.closedOffer(need.subject);
  return offer !== undefined && !isEmpty(offer.matching(need.range));
}

function lockedNeeds(subject: Subject, catalog: Catalog): readonly Need[] {
  const candidate = catalog.closedOffer(subject)?.candidates[0];
  return candidate === undefined ? [] : catalog.knownNeedsOf(candidate);
}

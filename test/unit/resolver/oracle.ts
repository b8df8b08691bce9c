import * as semver from 'semver';
import type { TestSkills } from './MemoryProvider.ts';

/** By id, then version, what each needs. */
export type Universe = Readonly<
  Record<string, Readonly<Record<string, { readonly needs: Readonly<Record<string, string>> }>>>
>;

/** Whether any choice of one version for each needed skill meets every requirement: by trying all. */
export function hasSolution(roots: Readonly<Record<string, string>>, universe: Universe): boolean {
  return extend(new Map(), Object.entries(roots), universe);
}

/** What is wrong with a claimed solution; empty when nothing is. */
export function flawsOf(
  roots: Readonly<Record<string, string>>,
  universe: Universe,
  chosen: ReadonlyMap<string, string>,
): string[] {
  const flaws: string[] = [];
  const reached = new Set<string>();
  const waiting = Object.entries(roots);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [id, range] = next;
    const version = chosen.get(id);
    if (version === undefined) flaws.push(`${id} is missing`);
    else if (!semver.satisfies(version, range)) flaws.push(`${id} ${version} is not in ${range}`);
    if (version === undefined || reached.has(id)) continue;
    reached.add(id);
    waiting.push(...Object.entries(universe[id]?.[version]?.needs ?? {}));
  }
  for (const id of chosen.keys()) if (!reached.has(id)) flaws.push(`nothing needs ${id}`);
  return flaws;
}

/** The same skills with some versions only. */
export function without(
  universe: Universe,
  isKept: (id: string, version: string) => boolean,
): Universe & TestSkills {
  return Object.fromEntries(
    Object.entries(universe).map(([id, versions]) => [
      id,
      Object.fromEntries(Object.entries(versions).filter(([version]) => isKept(id, version))),
    ]),
  );
}

type Wish = readonly [id: string, range: string];

function extend(
  chosen: ReadonlyMap<string, string>,
  wishes: readonly Wish[],
  universe: Universe,
): boolean {
  const [first, ...rest] = wishes;
  if (first === undefined) return true;
  const [id, range] = first;
  const before = chosen.get(id);
  if (before !== undefined)
    return semver.satisfies(before, range) && extend(chosen, rest, universe);
  return Object.entries(universe[id] ?? {}).some(
    ([version, { needs }]) =>
      semver.satisfies(version, range) &&
      extend(new Map(chosen).set(id, version), [...rest, ...Object.entries(needs)], universe),
  );
}

import { Catalog } from './Catalog.ts';
import type { Incompatibility } from './Incompatibility.ts';
import { planLock } from './LockPlan.ts';
import type { Offer, Subject } from './Offer.ts';
import type { Pace } from './Pace.ts';
import { factsOf, variablesOf } from './proof.ts';
import type { Provider } from './Provider.ts';
import type { ResolveInput } from './Resolution.ts';
import { type Choice, VersionSolver } from './VersionSolver.ts';

/** How a search ended. `exhausted`: it took more decisions than it was given. */
export type Outcome =
  | { readonly kind: 'solved'; readonly choices: readonly Choice[]; readonly catalog: Catalog }
  | {
      readonly kind: 'refuted';
      readonly refutation: Incompatibility;
      readonly offers: readonly Offer[];
    }
  | { readonly kind: 'exhausted' };

/** Restarts after which every lock that took part is opened at once. */
const PATIENCE = 8;

/**
 * Searches with the lock closed: of a locked skill only the locked version exists, so nobody need be
 * asked about it. Where that leaves no solution, the skills in the proof are opened and the search
 * starts again, so a lock is given up only where it must be. `update NAMES` opens none of the
 * skills it promises to leave alone. Throws `INTERRUPTED`.
 */
export async function searchWithLock(
  input: ResolveInput,
  provider: Provider,
  pace: Pace,
): Promise<Outcome> {
  const catalog = new Catalog(input, provider);
  const firmness = planLock(input, catalog);
  const isStrict = input.unlock !== 'all' && input.unlock.size > 0;
  const opened = new Set<Subject>();
  for (let restarts = 0; ; restarts++) {
    const attempt = await new VersionSolver({ catalog, firmness, opened, pace }).run();
    if (attempt.kind === 'solved') return { ...attempt, catalog };
    if (attempt.kind === 'exhausted') return attempt;
    const suspects =
      attempt.kind === 'restart' || restarts >= PATIENCE
        ? attempt.offers
        : offersIn(attempt.refutation, attempt.offers);
    const mayOpen = ({ isClosed, subject }: Offer) =>
      isClosed && !opened.has(subject) && !(isStrict && firmness.get(subject.id) === 'held');
    const closed = suspects.filter(mayOpen).map((offer) => offer.subject);
    if (attempt.kind === 'refuted' && closed.length === 0) return attempt;
    if (attempt.kind === 'restart' && restarts < PATIENCE) continue;
    await pace.wait(catalog.open(closed));
    for (const subject of closed) opened.add(subject);
  }
}

function offersIn(refutation: Incompatibility, offers: readonly Offer[]): readonly Offer[] {
  const variables = new Set(factsOf(refutation).flatMap(variablesOf));
  return offers.filter((_, variable) => variables.has(variable));
}

import { derivationOf } from './Derivation.ts';
import { describeResolution } from './describeResolution.ts';
import { explainFailure } from './explainFailure.ts';
import { Pace } from './Pace.ts';
import { factsOf, variablesOf } from './proof.ts';
import type { Provider } from './Provider.ts';
import { reprove } from './reprove.ts';
import type { Resolution, ResolveInput } from './Resolution.ts';
import { ResolutionError } from './ResolutionError.ts';
import { searchWithLock } from './searchWithLock.ts';
import { type Failed, suggestFixes } from './suggestFixes.ts';

export type {
  Resolution,
  ResolutionNote,
  ResolvedSkill,
  ResolveInput,
} from './Resolution.ts';

/**
 * Chooses one version of every skill the project needs. If any choice meets every requirement, one
 * is found; it keeps what is locked and prefers the newest of the rest. Throws a
 * {@link ResolutionError} that explains why there is no choice (`NO_SOLUTION`), or why none can be
 * found offline (`OFFLINE`), and throws `INTERRUPTED`. `docs/spec/solver.md` has each promise.
 */
export async function resolve(input: ResolveInput, provider: Provider): Promise<Resolution> {
  const outcome = await searchWithLock(input, provider, new Pace(input.reporter, input.signal));
  if (outcome.kind === 'solved') return describeResolution(input, outcome.catalog, outcome.choices);
  if (outcome.kind === 'exhausted') throw new RangeError('a search without a limit ended');
  const { offers } = outcome;
  const refutation = reprove(outcome.refutation, offers);
  throw await failure({ input, provider, refutation, offers });
}

async function failure(failed: Failed): Promise<ResolutionError> {
  const { refutation, offers } = failed;
  const isOffline = hasOfflineCause(failed);
  return new ResolutionError({
    code: isOffline ? 'OFFLINE' : 'NO_SOLUTION',
    explanation: explainFailure(refutation, offers),
    hints: isOffline ? ['run again without `--offline`'] : await suggestFixes(failed),
    derivation: derivationOf(refutation, offers),
  });
}

/** Whether the proof rests on something that only being offline keeps from us. */
function hasOfflineCause({ refutation, offers }: Failed): boolean {
  return factsOf(refutation).some((fact) => {
    const { cause } = fact;
    if (cause.kind === 'undescribed' && cause.problem.kind === 'offline') return true;
    return variablesOf(fact).some((variable) => offers[variable]?.problem?.kind === 'offline');
  });
}

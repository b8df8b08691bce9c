import { PaksError } from '../errors/PaksError.ts';
import type { DerivationStep } from './Derivation.ts';

/** What a {@link ResolutionError} tells. */
export interface Failure {
  readonly code: 'NO_SOLUTION' | 'OFFLINE';
  /** Why, line by line; the last line is about the manifest. */
  readonly explanation: readonly string[];
  /** What would help, each tried out. */
  readonly hints: readonly string[];
  /** The proof as data. */
  readonly derivation: readonly DerivationStep[];
}

const NOTHING_TRIED_HELPS =
  'ask for something else in `paks.toml`; `paks search` and `paks info` show what there is';

/**
 * There is no solution, or none can be found offline. The message is the explanation; `data` holds
 * `explanation`, `hints` and `derivation` for `--json` and for renderers.
 */
export class ResolutionError extends PaksError {
  readonly explanation: readonly string[];
  readonly hints: readonly string[];
  readonly derivation: readonly DerivationStep[];

  constructor(failure: Failure) {
    const { explanation, hints, derivation } = failure;
    super(failure.code, {
      message: explanation,
      hint: hints[0] ?? NOTHING_TRIED_HELPS,
      data: { explanation, hints, derivation },
    });
    this.explanation = explanation;
    this.hints = hints;
    this.derivation = derivation;
  }
}

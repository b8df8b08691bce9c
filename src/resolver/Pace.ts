import { PaksError } from '../errors/PaksError.ts';
import type { Reporter } from '../events/Reporter.ts';
import type { Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';

/** Decisions between two looks at the world; some milliseconds of search. */
const STRIDE = 256;

/**
 * Keeps a long search polite: every few hundred decisions the process may do something else, the
 * user hears what is being tried, and an interruption is noticed.
 */
export class Pace {
  readonly #reporter: Reporter;
  readonly #signal: AbortSignal | undefined;
  readonly #limit: number;
  #decisions = 0;

  /** `limit` is the number of decisions after which the search gives up. */
  constructor(reporter: Reporter, signal: AbortSignal | undefined, limit = Infinity) {
    this.#reporter = reporter;
    this.#signal = signal;
    this.#limit = limit;
  }

  /** Whether the search has had all the decisions it was given. */
  get isExhausted(): boolean {
    return this.#decisions >= this.#limit;
  }

  /** How many decisions the search has tried. */
  get decisions(): number {
    return this.#decisions;
  }

  /** Counts a decision; true when it is time for {@link pause}. */
  step(): boolean {
    this.#decisions++;
    return this.#decisions % STRIDE === 0;
  }

  /** Lets other work run. Throws `INTERRUPTED`. */
  async pause(id: SkillId, version: Version): Promise<void> {
    this.#reporter.report({ type: 'resolve.progress', id, version });
    await new Promise<void>((resume) => {
      setImmediate(resume);
    });
    if (this.#signal?.aborted === true) throw interrupted();
  }

  /** Waits for an answer from outside, or for the interruption. Throws `INTERRUPTED`. */
  async wait<Value>(answer: Promise<Value>): Promise<Value> {
    const signal = this.#signal;
    if (signal === undefined) return answer;
    if (signal.aborted) throw interrupted();
    return new Promise<Value>((resolve, reject) => {
      const stop = () => {
        reject(interrupted());
      };
      signal.addEventListener('abort', stop, { once: true });
      answer.then(resolve, reject).finally(() => {
        signal.removeEventListener('abort', stop);
      });
    });
  }
}

function interrupted(): PaksError {
  return new PaksError('INTERRUPTED', { message: 'resolving was interrupted' });
}

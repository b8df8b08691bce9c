import type { Reporter } from '../events/Reporter.ts';
import { messageOf } from '../errors/describeFailure.ts';
import type { Clock } from './clock.ts';
import { backoff, RETRIES } from './httpRetry.ts';

/** How something is tried again. */
export interface RetryOptions {
  readonly clock: Clock;
  readonly reporter: Reporter;
  readonly signal?: AbortSignal | undefined;
  /** What is asked, for the report. */
  readonly subject: string;
  /** True for failures after which another try may succeed. */
  readonly isPassing: (thrown: unknown) => boolean;
  /** In [0, 1). */
  readonly random?: (() => number) | undefined;
}

/** Does something that is harmless to repeat, up to three more times, with the pauses of {@link backoff}. */
export async function retrying<Value>(
  action: () => Promise<Value>,
  options: RetryOptions,
): Promise<Value> {
  const { clock, reporter, signal, subject, isPassing, random = Math.random } = options;
  for (let attempt = 0; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (attempt >= RETRIES || !isPassing(error)) throw error;
      const waitMs = backoff(attempt, random());
      reporter.report({ type: 'request.retried', url: subject, waitMs, reason: messageOf(error) });
      await clock.sleep(waitMs, signal);
    }
  }
}

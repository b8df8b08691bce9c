import type { PaksEvent } from './events.ts';

/** Receives what happens while an operation runs. Called synchronously; must not throw. */
export interface Reporter {
  report(event: PaksEvent): void;
}

/** Hears everything and tells nobody. */
export const silentReporter: Reporter = { report: () => undefined };

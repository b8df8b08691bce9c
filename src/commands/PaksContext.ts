import type { BaseContext } from 'clipanion';
import type { GlobalOptions } from '../operations/GlobalOptions.ts';
import type { Services } from '../operations/Services.ts';
import type { Theme } from '../render/theme.ts';

/** What a command runs with once its global flags are known. */
export interface Session {
  readonly services: Services;
  readonly theme: Theme;
  /** Takes progress off the terminal; called when the operation ended, well or not. */
  readonly finish: () => void;
}

/** clipanion's streams, and the way to everything else. */
export interface PaksContext extends BaseContext {
  /** Columns of the terminal on stdout; null where it is none. */
  readonly stdoutWidth: number | null;
  /** Builds the services for one command; called once, before it runs. */
  readonly openSession: (options: GlobalOptions) => Promise<Session>;
}

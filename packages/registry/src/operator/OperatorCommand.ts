import type { Registry } from '../Registry.ts';

/** What the operator's commands may use of a server, or of a database opened for one command. */
export type OperatorContext = Pick<Registry, 'sql' | 'now' | 'changes'>;

/** One command of `paks-registry` that works on the database. */
export interface OperatorCommand {
  /** `token create`. */
  readonly words: string;
  /** What follows the words, for the help. */
  readonly parameters: string;
  readonly summary: string;
  /** Does it and returns the lines to print. Throws a `Refusal` for what the operator got wrong. */
  run(context: OperatorContext, argv: readonly string[]): Promise<readonly string[]>;
}

/** The operator's name in the audit log. */
export const OPERATOR = 'operator';

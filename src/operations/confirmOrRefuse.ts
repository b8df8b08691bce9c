import { PaksError } from '../errors/PaksError.ts';
import type { Services } from './Services.ts';

/** A question of yes or no, and what to say where it cannot be asked. */
export interface Confirmation {
  readonly question: string;
  /** One sentence that says what needs a yes. */
  readonly refusal: string;
  /** What else there is to do than `--yes`. */
  readonly hint?: string | undefined;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Returns when the person said yes, or `--yes` did. Throws `ANSWER_NEEDED` where there is no terminal
 * to ask on, and `INTERRUPTED` for a no; nothing may have been changed before.
 */
export async function confirmOrRefuse(
  { prompter, options }: Pick<Services, 'prompter' | 'options'>,
  { question, refusal, hint = 'pass `--yes`', data }: Confirmation,
): Promise<void> {
  if (options.assumeYes) return;
  if (prompter === null) {
    throw new PaksError('ANSWER_NEEDED', {
      message: `${refusal}, and there is no terminal to ask on`,
      hint,
      data,
    });
  }
  if (await prompter.confirm(question, false)) return;
  throw new PaksError('INTERRUPTED', { message: 'nothing was changed' });
}

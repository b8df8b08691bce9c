import type { Readable, Writable } from 'node:stream';
import { PaksError } from '../errors/PaksError.ts';
import { printable } from '../errors/printable.ts';

/** One answer that a person may choose. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Asks a person on a terminal. Every question has a flag that answers it without one. */
export interface Prompter {
  /** At least one of them. Throws `INTERRUPTED` when the person gives up. */
  chooseSome(question: string, choices: readonly Choice[]): Promise<readonly string[]>;
}

/** The terminal's two ends; questions go to stderr, because stdout is for results. */
export interface PromptStreams {
  readonly stdin: Readable;
  readonly stderr: Writable;
}

/** A prompter on real streams; its library is loaded with the first question. */
export function createPrompter({ stdin: input, stderr: output }: PromptStreams): Prompter {
  return {
    chooseSome: async (question, choices) => {
      const { multiselect } = await import('@clack/prompts');
      const options = shown(choices);
      const answer = multiselect({ message: question, options, required: true, input, output });
      return answered(await answer);
    },
  };
}

function shown(choices: readonly Choice[]): { value: string; label: string }[] {
  return choices.map(({ value, label }) => ({ value, label: printable(label) }));
}

/** clack answers with a symbol when the person pressed escape or interrupt. */
function answered<Value>(answer: Value | symbol): Exclude<Value, symbol> {
  if (typeof answer !== 'symbol') return answer as Exclude<Value, symbol>;
  throw new PaksError('INTERRUPTED', { message: 'interrupted; nothing was changed' });
}

import type { Readable, Writable } from 'node:stream';
import { PaksError } from '../errors/PaksError.ts';
import { printable, printableLines } from '../errors/printable.ts';

/** One answer that a person may choose. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/**
 * Asks a person on a terminal. Every question has a flag that answers it without one. Questions may have
 * lines, and foreign text: what could act on the terminal is named.
 */
export interface Prompter {
  /** At least one of them. Throws `INTERRUPTED` when the person gives up. */
  chooseSome(question: string, choices: readonly Choice[]): Promise<readonly string[]>;
  /** Exactly one of them; the first is proposed. Throws `INTERRUPTED`. */
  chooseOne(question: string, choices: readonly Choice[]): Promise<string>;
  /** One line, without blanks around it. Throws `INTERRUPTED`. */
  text(question: TextQuestion): Promise<string>;
  /** One line that nobody beside can read: every character is shown as a dot. Throws `INTERRUPTED`. */
  secret(question: Omit<TextQuestion, 'proposed'>): Promise<string>;
  /** Yes or no. Throws `INTERRUPTED`. */
  confirm(question: string, proposed: boolean): Promise<boolean>;
}

/** A question for a line of text. */
export interface TextQuestion {
  readonly question: string;
  /** Taken for an empty answer. */
  readonly proposed?: string | undefined;
  /** What is wrong with an answer; null where it will do. */
  readonly check?: ((answer: string) => string | null) | undefined;
}

/** The terminal's two ends; questions go to stderr, because stdout is for results. */
export interface PromptStreams {
  readonly stdin: Readable;
  readonly stderr: Writable;
  /** Called before each question: takes away what is drawn on its line. */
  readonly makeRoom?: (() => void) | undefined;
}

/** A prompter on real streams; its library is loaded with the first question. */
export function createPrompter(streams: PromptStreams): Prompter {
  const { stdin: input, stderr: output, makeRoom = () => undefined } = streams;
  return {
    chooseSome: async (question, choices) => {
      makeRoom();
      const { multiselect } = await import('@clack/prompts');
      const asked = { message: printableLines(question), options: shown(choices) };
      return answered(await multiselect({ ...asked, required: true, input, output }));
    },
    chooseOne: async (question, choices) => {
      makeRoom();
      const { select } = await import('@clack/prompts');
      const asked = { message: printableLines(question), options: shown(choices) };
      return answered(await select({ ...asked, input, output }));
    },
    text: (question) => {
      makeRoom();
      return askText(question, { input, output });
    },
    secret: async ({ question, check }) => {
      makeRoom();
      const { password } = await import('@clack/prompts');
      const validate = (value = ''): string | undefined => check?.(value.trim()) ?? undefined;
      const message = printableLines(question);
      const answer = await password({ message, mask: '•', validate, input, output });
      return answered(answer).trim();
    },
    confirm: async (question, proposed) => {
      makeRoom();
      const { confirm } = await import('@clack/prompts');
      const asked = { message: printableLines(question), initialValue: proposed };
      return answered(await confirm({ ...asked, input, output }));
    },
  };
}

async function askText(
  { question, proposed = '', check }: TextQuestion,
  streams: { readonly input: Readable; readonly output: Writable },
): Promise<string> {
  const { text } = await import('@clack/prompts');
  const shownProposal = printable(proposed);
  const answer = await text({
    message: printableLines(question),
    placeholder: shownProposal,
    defaultValue: shownProposal,
    validate: (value = '') => check?.(orProposed(value, proposed)) ?? undefined,
    ...streams,
  });
  const given = answered(answer);
  return given === shownProposal ? proposed : orProposed(given, proposed);
}

function orProposed(answer: string, proposed: string): string {
  const trimmed = answer.trim();
  return trimmed === '' ? proposed : trimmed;
}

function shown(choices: readonly Choice[]): { value: string; label: string }[] {
  return choices.map(({ value, label }) => ({ value, label: printable(label) }));
}

/** clack answers with a symbol when the person pressed escape or interrupt. */
function answered<Value>(answer: Value | symbol): Exclude<Value, symbol> {
  if (typeof answer !== 'symbol') return answer as Exclude<Value, symbol>;
  throw new PaksError('INTERRUPTED', { message: 'interrupted; nothing was changed' });
}

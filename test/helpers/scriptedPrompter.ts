import type { Prompter } from '../../src/io/prompts.ts';

/** A person whose answers are known beforehand, by a part of the question. */
export interface ScriptedPrompter extends Prompter {
  /** Every question in order. */
  readonly asked: readonly string[];
}

/**
 * Answers each question with the value whose key stands in it, and text with what is proposed where
 * the value is `''`. A question without an answer, or an answer that is refused, throws.
 */
export function scriptedPrompter(
  answers: Readonly<Record<string, string | boolean | readonly string[]>>,
): ScriptedPrompter {
  const asked: string[] = [];
  const answer = (question: string): unknown => {
    asked.push(question);
    const entry = Object.entries(answers).find(([part]) => question.includes(part));
    if (entry === undefined) throw new Error(`nobody expected to be asked: ${question}`);
    return entry[1];
  };
  return {
    asked,
    chooseSome: async (question) => answer(question) as readonly string[],
    chooseOne: async (question) => String(answer(question)),
    confirm: async (question) => answer(question) === true,
    secret: async ({ question, check }) => {
      const given = String(answer(question));
      const complaint = check?.(given) ?? null;
      if (complaint !== null) throw new Error(`${question}: ${complaint}`);
      return given;
    },
    text: async ({ question, proposed = '', check }) => {
      const given = String(answer(question));
      const text = given === '' ? proposed : given;
      const complaint = check?.(text) ?? null;
      if (complaint !== null) throw new Error(`${question}: ${complaint}`);
      return text;
    },
  };
}

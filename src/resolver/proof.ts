import type { Incompatibility } from './Incompatibility.ts';

/** Every incompatibility below a derived one, itself included, causes before what follows from them. */
export function stepsOf(conclusion: Incompatibility): readonly Incompatibility[] {
  const ordered = new Set<Incompatibility>();
  const stack = [conclusion];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const waiting = causesOf(top).filter((cause) => !ordered.has(cause));
    if (waiting.length > 0 && !ordered.has(top)) stack.push(...waiting);
    else {
      ordered.add(top);
      stack.pop();
    }
  }
  return [...ordered];
}

/** The facts about the world that a conclusion rests on. */
export function factsOf(conclusion: Incompatibility): readonly Incompatibility[] {
  return stepsOf(conclusion).filter((step) => step.cause.kind !== 'derived');
}

/** The two incompatibilities that one was derived from; none for a fact. */
export function causesOf({ cause }: Incompatibility): readonly Incompatibility[] {
  return cause.kind === 'derived' ? [cause.conflict, cause.other] : [];
}

/** The variables an incompatibility says something about, those left out of its terms included. */
export function variablesOf({ terms, cause }: Incompatibility): readonly number[] {
  const named = terms.map((term) => term.variable);
  return cause.kind === 'requirement' ? [...named, cause.on] : named;
}

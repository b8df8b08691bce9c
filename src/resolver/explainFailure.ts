import type { Incompatibility } from './Incompatibility.ts';
import type { Offer } from './Offer.ts';
import { causesOf, factsOf, stepsOf } from './proof.ts';
import { isOfProject, listPremises, type Telling, weightOf } from './premises.ts';
import { Wording } from './Wording.ts';

/** Longer explanations lose their beginning. */
const MOST_LINES = 20;

/** Premises that still make a readable sentence. */
const MOST_PREMISES = 4;

/**
 * Why there is no solution, in at most twenty lines, read from the causes to the conclusion. A step
 * has a number where another line refers to it. The last line is about the project's own manifest.
 */
export function explainFailure(
  refutation: Incompatibility,
  offers: readonly Offer[],
): readonly string[] {
  const wording = new Wording(offers, factsOf(refutation));
  const numbers = new Map<Incompatibility, number>();
  const lines: string[] = [];
  for (const step of paragraphsOf(refutation)) {
    const isLast = step === refutation;
    if (!isLast) numbers.set(step, numbers.size + 1);
    const label = isLast ? '' : `(${numbers.get(step)}) `;
    for (const [index, text] of paragraph(step, { wording, numbers }).entries()) {
      lines.push(index === 0 ? `${label}${text}` : text);
    }
  }
  if (lines.length <= MOST_LINES) return lines;
  const omitted = lines.length - MOST_LINES + 1;
  return [`(the first ${omitted} steps are not shown)`, ...lines.slice(omitted)];
}

/**
 * The derived steps that get lines of their own: the conclusion, whatever is used more than once, and
 * one of two branches that meet. Each comes after those it refers to.
 */
function paragraphsOf(refutation: Incompatibility): readonly Incompatibility[] {
  const steps = stepsOf(refutation);
  const uses = new Map<Incompatibility, number>();
  for (const cause of steps.flatMap(causesOf)) uses.set(cause, (uses.get(cause) ?? 0) + 1);
  const own = new Set([refutation]);
  for (const step of steps) {
    if (step.cause.kind !== 'derived') continue;
    if ((uses.get(step) ?? 0) > 1) own.add(step);
    const { conflict, other } = step.cause;
    const isFork = conflict.cause.kind === 'derived' && other.cause.kind === 'derived';
    if (isFork && !own.has(conflict) && !own.has(other)) own.add(other);
  }
  return steps.filter((step) => own.has(step));
}

function paragraph(step: Incompatibility, { wording, numbers }: Telling): readonly string[] {
  if (step.cause.kind !== 'derived') return [wording.sentence(step)];
  const spine = spineOf(step, numbers);
  const sentences: string[] = [];
  for (let start = 0; start < spine.length; ) {
    const end = endOfSentence(spine, start, wording);
    const premises = listPremises(
      spine.slice(start, end).map((link) => link.premise),
      { wording, numbers },
    );
    const conclusion = wording.sentence(spine[end - 1]?.conclusion ?? step);
    sentences.push(`${start === 0 ? '' : 'and '}because ${premises}, ${conclusion}`);
    start = end;
  }
  return sentences;
}

/** A premise, and what follows once it is added to those before it. */
interface Link {
  readonly premise: Incompatibility;
  readonly conclusion: Incompatibility;
}

/** The straight line of a derivation from its two first premises to the step. */
function spineOf(step: Incompatibility, told: ReadonlyMap<Incompatibility, number>): Link[] {
  const links: Link[] = [];
  let conclusion = step;
  for (;;) {
    const { cause } = conclusion;
    if (cause.kind !== 'derived') break;
    const isPremise = (each: Incompatibility) => each.cause.kind !== 'derived' || told.has(each);
    const next = isPremise(cause.other) ? cause.conflict : cause.other;
    links.push({ premise: next === cause.conflict ? cause.other : cause.conflict, conclusion });
    if (isPremise(next)) {
      links.push({ premise: next, conclusion });
      break;
    }
    conclusion = next;
  }
  return links.reverse();
}

/** Where a sentence stops: where it would say too much, but never before a wish of the manifest. */
function endOfSentence(spine: readonly Link[], start: number, wording: Wording): number {
  const premises = spine.slice(start).map((link) => link.premise);
  if (weightOf(premises, wording) <= MOST_PREMISES) return spine.length;
  let end = MOST_PREMISES;
  for (let next = premises[end]; next !== undefined && isOfProject(next); next = premises[end])
    end++;
  return start + end;
}

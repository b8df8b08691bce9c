import { type Incompatibility, termOn } from './Incompatibility.ts';
import { union } from './VersionSet.ts';
import { listed, type Wording } from './Wording.ts';

/** Links of a chain that are told; of longer ones the middle is left out. */
const MOST_LINKS = 6;

/** What a text is written with: the words, and the steps told before with their numbers. */
export interface Telling {
  readonly wording: Wording;
  readonly numbers: ReadonlyMap<Incompatibility, number>;
}

/**
 * Premises as one list: requirements that follow on one another as "a depends on b, which depends on
 * c", and at the end, together, what the manifest asks for.
 */
export function listPremises(premises: readonly Incompatibility[], telling: Telling): string {
  const { wording, numbers } = telling;
  const parts = chainsOf(premises, wording).map((chain) => {
    const [first] = chain;
    const number = first === undefined ? undefined : numbers.get(first);
    return `${describeChain(chain, wording)}${number === undefined ? '' : ` (${number})`}`;
  });
  const wishes = inOrder(premises.filter((premise) => isOfProject(premise))).map((premise) =>
    wording.wish(premise),
  );
  if (wishes.length > 0) parts.push(`\`paks.toml\` asks for ${listed([...new Set(wishes)])}`);
  if (parts.every((part) => !part.includes(','))) return listed(parts);
  return [...parts.slice(0, -2), parts.slice(-2).join(', and ')].join(', ');
}

/** How many things a sentence with these premises would say, besides what the manifest asks for. */
export function weightOf(premises: readonly Incompatibility[], wording: Wording): number {
  return chainsOf(premises, wording).length;
}

/** Whether a fact is a wish of the manifest. */
export function isOfProject({ cause }: Incompatibility): boolean {
  return cause.kind === 'requirement' && cause.dependent === null;
}

function chainsOf(premises: readonly Incompatibility[], wording: Wording): Incompatibility[][] {
  const chains: Incompatibility[][] = [];
  for (const premise of premises) {
    if (isOfProject(premise)) continue;
    const after = chains.find((chain) => leadsTo(chain.at(-1), premise, wording));
    if (after !== undefined) {
      after.push(premise);
      continue;
    }
    const before = chains.find((chain) => leadsTo(premise, chain[0], wording));
    if (before === undefined) chains.push([premise]);
    else before.unshift(premise);
  }
  return chains.sort(([left], [right]) => placeOf(left) - placeOf(right));
}

function inOrder(premises: readonly Incompatibility[]): readonly Incompatibility[] {
  return [...premises].sort((left, right) => placeOf(left) - placeOf(right));
}

/** Facts are told in the order in which the skills they begin with were discovered. */
function placeOf(premise: Incompatibility | undefined): number {
  if (premise?.cause.kind !== 'requirement') return Number.MAX_SAFE_INTEGER;
  return premise.cause.dependent ?? premise.cause.on;
}

/** Whether every version that the first requirement admits has the second requirement. */
function leadsTo(
  first: Incompatibility | undefined,
  second: Incompatibility | undefined,
  wording: Wording,
): boolean {
  if (first?.cause.kind !== 'requirement' || second?.cause.kind !== 'requirement') return false;
  const { on } = first.cause;
  if (on !== second.cause.dependent || first.cause.dependent === on) return false;
  const outside = termOn(first, on)?.set;
  const dependents = termOn(second, on)?.set;
  if (outside === undefined || dependents === undefined) return false;
  return wording.isEverything(on, union(outside, dependents));
}

function describeChain(chain: readonly Incompatibility[], wording: Wording): string {
  const [first, ...rest] = chain;
  if (first === undefined) return '';
  const links = rest.map((link) => `which depends on ${wording.wish(link)}`);
  if (links.length > MOST_LINKS) {
    const omitted = links.length - MOST_LINKS;
    links.splice(MOST_LINKS / 2, omitted, `which (through ${omitted} more)`);
    links[MOST_LINKS / 2 + 1] = (links[MOST_LINKS / 2 + 1] ?? '').replace(/^which /, '');
  }
  return [wording.sentence(first), ...links].join(', ').replace('more), depends', 'more) depends');
}

import { ANY } from '../model/Range.ts';
import { describeSource, type Source } from '../model/Source.ts';
import { describeUnavailable } from './describeUnavailable.ts';
import { describeVersions } from './describeVersions.ts';
import {
  type Incompatibility,
  type NoMatch,
  type Requirement,
  type Term,
  termOn,
} from './Incompatibility.ts';
import type { Offer, Unavailable } from './Offer.ts';
import { difference, fullSet, has, isSubset, type VersionSet } from './VersionSet.ts';

/** Puts incompatibilities into words: parts of sentences, lower case, names in backticks. */
export class Wording {
  readonly #offers: readonly Offer[];
  /** Ids of which several sources take part: there the source is named. */
  readonly #mixed: ReadonlySet<string>;

  constructor(offers: readonly Offer[], facts: readonly Incompatibility[]) {
    this.#offers = offers;
    const clashes = facts.filter((fact) => fact.cause.kind === 'sources');
    this.#mixed = new Set(
      clashes.flatMap((fact) => fact.terms.map((term) => this.#offer(term.variable).subject.id)),
    );
  }

  /** What an incompatibility says, whether it is a fact or was derived. */
  sentence(incompatibility: Incompatibility): string {
    const { cause, terms } = incompatibility;
    switch (cause.kind) {
      case 'derived':
        return this.#conclusion(terms);
      case 'sources':
        return this.#clash(terms);
      case 'undescribed':
        return this.#undescribed(terms, cause.problem);
      case 'requirement':
        return `${this.dependent(incompatibility)} ${this.wish(incompatibility)}`;
    }
  }

  /** Who has a requirement, with its verb. */
  dependent(fact: Incompatibility): string {
    const { cause } = fact;
    if (cause.kind !== 'requirement' || cause.dependent === null) return '`paks.toml` asks for';
    const term = termOn(fact, cause.dependent);
    if (term === undefined) return 'a skill depends on';
    return `${this.#versions(cause.dependent, term.set)} depends on`;
  }

  /** What a requirement is for, and why nothing matches it. */
  wish(fact: Incompatibility): string {
    const { cause } = fact;
    if (cause.kind !== 'requirement') return '';
    return `${this.#wanted(fact, cause)}${cause.noMatch === null ? '' : this.#noMatch(cause, cause.noMatch)}`;
  }

  /** Whether a set leaves out no position of a variable, "not selected" included. */
  isEverything(variable: number, set: VersionSet): boolean {
    return isSubset(fullSet(this.#offer(variable).size), set);
  }

  #wanted(fact: Incompatibility, cause: Requirement): string {
    const { id, range } = cause.dependency;
    const from = this.#from(cause.dependency.source, id);
    const by = cause.isOverridden ? ' (by an override)' : cause.isPin ? ' (pinned)' : '';
    if (range === ANY && cause.isMerged !== true) return `\`${id}\`${from}${by}`;
    if (cause.isMerged !== true) return `\`${id}\` ${range}${from}${by}`;
    const term = termOn(fact, cause.on);
    if (term === undefined) return `versions of \`${id}\`${from}${by}`;
    const offer = this.#offer(cause.on);
    const versions = describeVersions(offer, difference(fullSet(offer.size), term.set));
    return `\`${id}\`${versions === null ? '' : ` ${versions}`}${from}${by}`;
  }

  #noMatch(cause: Requirement, noMatch: NoMatch): string {
    const { id, source } = cause.dependency;
    switch (noMatch.kind) {
      case 'missing':
        return `, which does not exist in ${describeSource(source)}`;
      case 'offline':
      case 'denied':
      case 'unreadable':
        return `, which ${describeUnavailable(noMatch)}`;
      case 'no-match':
        if (noMatch.newest === null) return ', which has no versions';
        return `, which no version matches (the newest is ${noMatch.newest})`;
      case 'only-prereleases':
        return `, which only prereleases match (the newest is ${noMatch.newest})`;
      case 'only-yanked':
        return `, which only yanked versions match (the newest is ${noMatch.newest})`;
      case 'only-too-young':
        return `, which only versions too young for \`minimum-release-age\` match (the newest is ${noMatch.newest})`;
      case 'locked':
        return `, but \`${id}\` is locked at ${noMatch.version}`;
    }
  }

  #conclusion(terms: readonly Term[]): string {
    const unwanted = terms.filter((term) => !this.#allowsAbsence(term));
    const wanted = terms.filter((term) => this.#allowsAbsence(term));
    if (terms.length === 0) return 'nothing satisfies `paks.toml`';
    if (wanted.length === 0) {
      if (unwanted.length === 1) return `${this.#allPositive(unwanted)} cannot be used`;
      return `${this.#allPositive(unwanted)} cannot be used together`;
    }
    const needed = wanted.map((term) => this.#outside(term)).join(' or ');
    if (unwanted.length === 0) return `${needed} is needed`;
    const verb = unwanted.length === 1 ? 'needs' : 'together need';
    return `${this.#allPositive(unwanted)} ${verb} ${needed}`;
  }

  #undescribed(terms: readonly Term[], problem: Unavailable): string {
    const versions = this.#allPositive(terms);
    const what = problem.kind === 'missing' ? versions : `what ${versions} depends on`;
    return `${what} ${describeUnavailable(problem)}`;
  }

  #clash(terms: readonly Term[]): string {
    const subjects = terms.map((term) => this.#offer(term.variable).subject);
    const sources = subjects.map((subject) => describeSource(subject.source));
    return `\`${subjects[0]?.id}\` cannot come from both ${sources.join(' and ')}`;
  }

  #allPositive(terms: readonly Term[]): string {
    return listed(terms.map((term) => this.#versions(term.variable, term.set)));
  }

  #outside({ variable, set }: Term): string {
    const { size } = this.#offer(variable);
    return this.#versions(variable, difference(fullSet(size), set));
  }

  #versions(variable: number, set: VersionSet): string {
    const offer = this.#offer(variable);
    const { id, source } = offer.subject;
    const name = `\`${id}\`${this.#from(source, id)}`;
    const [only] = offer.candidates;
    if (offer.isPinned) return name;
    if (offer.isClosed || offer.problem !== null) return `${name} ${only?.version} (locked)`;
    const versions = describeVersions(offer, set);
    return versions === null
      ? `every version of ${name}`
      : `\`${id}\` ${versions}${this.#from(source, id)}`;
  }

  #from(source: Source, id: string): string {
    return this.#mixed.has(id) ? ` from ${describeSource(source)}` : '';
  }

  #allowsAbsence({ variable, set }: Term): boolean {
    return has(set, this.#offer(variable).absent);
  }

  #offer(variable: number): Offer {
    const offer = this.#offers[variable];
    if (offer === undefined) throw new RangeError(`no variable ${variable}`);
    return offer;
  }
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

import type { Dependency } from '../model/Dependency.ts';
import { sourceOf } from '../model/Locator.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import { isAtPin, type ManifestPin, type ProjectDependency } from '../model/ManifestPin.ts';
import { parseRange, type Range, type Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import { type Source, sourceKey } from '../model/Source.ts';
import { type KnownRange, knownRange } from './KnownRange.ts';
import {
  closedOffer,
  type Offer,
  openOffer,
  type Subject,
  type Unavailable,
  unlistedOffer,
} from './Offer.ts';
import type { Answer, Candidate, Provider } from './Provider.ts';
import type { ResolveInput } from './Resolution.ts';

/** A requirement, ready for the search. */
export interface Need {
  readonly subject: Subject;
  readonly range: KnownRange;
  readonly dependency: Dependency;
  readonly isOverridden: boolean;
  /** The project pins the skill to it. */
  readonly isPin: boolean;
}

/** What one version needs, or why nobody can say; null while nobody asked. */
export type Needs = readonly Need[] | Unavailable | null;

/**
 * Everything known about the skills of one run: the lock, what was listed and described so far, and
 * the way to learn more. Keeps its knowledge over restarts of the search.
 */
export class Catalog {
  readonly #input: ResolveInput;
  readonly #provider: Provider;
  readonly #locked: ReadonlyMap<SkillId, LockedSkill>;
  readonly #overrides: ReadonlyMap<SkillId, Need>;
  readonly #pins: ReadonlyMap<SkillId, ManifestPin>;
  readonly #ranges = new Map<Range, KnownRange>();
  readonly #subjects = new Map<SkillId, Subject[]>();
  readonly #closed = new Map<Subject, Offer>();
  readonly #open = new Map<Subject, Offer>();
  readonly #needs = new Map<Candidate, Needs>();
  readonly #described = new Map<Candidate, readonly Dependency[]>();

  constructor(input: ResolveInput, provider: Provider) {
    this.#input = input;
    this.#provider = provider;
    this.#locked = new Map(input.locked.map((skill) => [skill.id, skill]));
    this.#pins = new Map(input.roots.flatMap(({ id, pin }) => (pin ? [[id, pin] as const] : [])));
    this.#overrides = new Map(
      input.overrides.map((dependency) => [dependency.id, this.#asNeed(dependency, true)]),
    );
  }

  /** A dependency as the search sees it: an override replaces range and source. */
  need(dependency: Dependency): Need {
    return this.#overrides.get(dependency.id) ?? this.#asNeed(dependency, false);
  }

  /** What the manifest asks for, overrides applied and each pin after its wish, sorted by id. */
  roots(): readonly Need[] {
    return sortedById(this.#input.roots).flatMap((root) => [this.need(root), ...this.#pinOf(root)]);
  }

  /** The locked version alone, for a subject whose lock is to be kept; undefined for any other. */
  closedOffer(subject: Subject): Offer | undefined {
    const known = this.#closed.get(subject);
    if (known !== undefined) return known;
    const locked = this.#keptLockOf(subject);
    // A folder or an installed package changes without being asked for; looking costs no request.
    if (locked === null || isOnDisk(subject.source)) return undefined;
    const offer = closedOffer(subject, locked);
    this.#closed.set(subject, offer);
    return offer;
  }

  /** What the source listed; undefined before {@link open}. */
  openOffer(subject: Subject): Offer | undefined {
    return this.#open.get(subject);
  }

  /** Asks for the versions of all the subjects at once. */
  async open(subjects: readonly Subject[]): Promise<void> {
    await Promise.all(subjects.map((subject) => this.#openOne(subject)));
  }

  /** What a candidate needs, as far as known, sorted by id. */
  needsOf(candidate: Candidate): Needs {
    const known = this.#needs.get(candidate);
    if (known !== undefined) return known;
    if (candidate.dependencies === null) return null;
    return this.#remember(candidate, candidate.dependencies);
  }

  /** What a candidate needs, sorted by id; empty while that is not known. */
  knownNeedsOf(candidate: Candidate): readonly Need[] {
    const needs = this.needsOf(candidate);
    return isKnown(needs) ? needs : [];
  }

  /** What a candidate itself declares, overrides not applied; empty while nobody asked. */
  dependenciesOf(candidate: Candidate): readonly Dependency[] {
    return candidate.dependencies ?? this.#described.get(candidate) ?? [];
  }

  /** Whether the lock holds exactly this version of the subject. */
  isLocked(subject: Subject, version: Version): boolean {
    return this.#lockOf(subject)?.version === version;
  }

  /** Whether the lock holds what the manifest pins: then nothing moves it. */
  isPinKept(subject: Subject): boolean {
    const locked = this.#lockOf(subject);
    if (locked === null || this.#overrides.has(subject.id)) return false;
    const pin = this.#pins.get(subject.id);
    return pin !== undefined && isAtPin(locked, pin);
  }

  /** Asks what a candidate needs. */
  async describe(offer: Offer, candidate: Candidate): Promise<void> {
    const { id, source } = offer.subject;
    const answer = await this.#provider.dependencies(id, candidate.version, source);
    if (answer.kind !== 'found') {
      this.#needs.set(candidate, answer);
      return;
    }
    this.#described.set(candidate, answer.value);
    this.#remember(candidate, answer.value);
  }

  async #openOne(subject: Subject): Promise<void> {
    if (this.#open.has(subject)) return;
    const answer = await this.#provider.versions(subject.id, subject.source);
    const offer = this.#offerFrom(subject, answer);
    this.#open.set(subject, offer);
    this.#prefetch(offer);
  }

  #offerFrom(subject: Subject, answer: Answer<readonly Candidate[]>): Offer {
    const locked = this.#keptLockOf(subject);
    if (answer.kind !== 'found') return unlistedOffer(subject, answer, locked);
    return openOffer(subject, answer.value, {
      publishedBefore: this.#input.publishedBefore,
      locked,
      known: this.#lockOf(subject)?.version ?? null,
      forced: this.#overrides.get(subject.id)?.range.exact ?? null,
    });
  }

  /** Speculation: what the newest version needs will probably be asked for. Influences timing only. */
  #prefetch(offer: Offer): void {
    const newest = offer.candidates[0];
    for (const dependency of newest?.dependencies ?? []) {
      const { subject } = this.need(dependency);
      if (this.#open.has(subject) || this.closedOffer(subject) !== undefined) continue;
      this.#provider.prefetch(subject.id, subject.source);
    }
  }

  #remember(candidate: Candidate, dependencies: readonly Dependency[]): Needs {
    const needs = sortedById(dependencies).map((dependency) => this.need(dependency));
    this.#needs.set(candidate, needs);
    return needs;
  }

  #keptLockOf(subject: Subject): LockedSkill | null {
    const { unlock } = this.#input;
    const isFree = unlock === 'all' || unlock.has(subject.id);
    return isFree && !this.isPinKept(subject) ? null : this.#lockOf(subject);
  }

  #lockOf(subject: Subject): LockedSkill | null {
    const locked = this.#locked.get(subject.id);
    if (locked === undefined || !isSameSource(sourceOf(locked.pin), subject.source)) return null;
    return locked;
  }

  /** A commit needs no requirement of its own: its reader offers nothing else. */
  #pinOf(root: ProjectDependency): readonly Need[] {
    const { pin } = root;
    if (pin?.kind !== 'version' || this.#overrides.has(root.id)) return [];
    const need = this.#asNeed({ ...root, range: parseRange(pin.version) }, false);
    return [{ ...need, isPin: true }];
  }

  #asNeed(dependency: Dependency, isOverridden: boolean): Need {
    const subject = this.#subject(dependency.id, dependency.source);
    const range = this.#range(dependency.range);
    return { subject, range, dependency, isOverridden, isPin: false };
  }

  #range(text: Range): KnownRange {
    const known = this.#ranges.get(text);
    if (known !== undefined) return known;
    const range = knownRange(text);
    this.#ranges.set(text, range);
    return range;
  }

  #subject(id: SkillId, source: Source): Subject {
    const known = this.#subjects.get(id);
    const same = known?.find((subject) => isSameSource(subject.source, source));
    if (same !== undefined) return same;
    const subject = { id, source };
    if (known === undefined) this.#subjects.set(id, [subject]);
    else known.push(subject);
    return subject;
  }
}

/** Whether somebody said what a version needs. */
export function isKnown(needs: Needs): needs is readonly Need[] {
  return needs !== null && 'length' in needs;
}

/** Dependencies in an order that does not depend on who listed them. */
export function sortedById<Kind extends Dependency>(
  dependencies: readonly Kind[],
): readonly Kind[] {
  return [...dependencies].sort(
    (left, right) =>
      compareText(left.id, right.id) ||
      compareText(left.range, right.range) ||
      compareText(sourceKey(left.source), sourceKey(right.source)),
  );
}

function isOnDisk({ kind }: Source): boolean {
  return kind === 'path' || kind === 'npm';
}

function isSameSource(left: Source, right: Source): boolean {
  if (left === right) return true;
  if (left.kind === 'registry' && right.kind === 'registry')
    return left.registry === right.registry;
  return left.kind === right.kind && sourceKey(left) === sourceKey(right);
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

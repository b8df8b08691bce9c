import { PaksError } from '../../errors/PaksError.ts';
import type { FetcherProvider } from '../../fetchers/FetcherProvider.ts';
import { remember } from '../../io/remember.ts';
import type { Dependency } from '../../model/Dependency.ts';
import { sourceOf } from '../../model/Locator.ts';
import type { LockedSkill } from '../../model/Lockfile.ts';
import type { Version } from '../../model/Range.ts';
import type { SkillId } from '../../model/SkillId.ts';
import { describeSource, type Source, sourceKey } from '../../model/Source.ts';
import type { Answer, Candidate, Provider } from '../../resolver/Provider.ts';

/**
 * The world as `paks outdated` sees it: where a source of a locked skill cannot be asked, the lock
 * stands in for it and the failure is kept, so that the others are still answered. What the lock knows
 * of a version that stays is not asked for again.
 */
export class CautiousProvider implements Provider {
  /** Why a skill could not be checked. */
  readonly failures = new Map<SkillId, unknown>();
  readonly #inner: FetcherProvider;
  readonly #locked: ReadonlyMap<SkillId, LockedSkill>;
  readonly #answers = new Map<string, Promise<Answer<readonly Candidate[]>>>();

  constructor(inner: FetcherProvider, locked: readonly LockedSkill[]) {
    this.#inner = inner;
    this.#locked = new Map(locked.map((skill) => [skill.id, skill]));
  }

  versions(id: SkillId, source: Source): Promise<Answer<readonly Candidate[]>> {
    return remember(this.#answers, `${id} ${sourceKey(source)}`, () => this.#ask(id, source));
  }

  async dependencies(
    id: SkillId,
    version: Version,
    source: Source,
  ): Promise<Answer<readonly Dependency[]>> {
    const locked = this.#lockOf(id, source);
    if (locked?.version === version) return { kind: 'found', value: locked.dependencies };
    try {
      return await this.#inner.dependencies(id, version, source);
    } catch (error) {
      this.failures.set(id, error);
      return { kind: 'unreadable', reason: 'it could not be read' };
    }
  }

  prefetch(id: SkillId, source: Source): void {
    void this.versions(id, source).catch(() => undefined);
  }

  async #ask(id: SkillId, source: Source): Promise<Answer<readonly Candidate[]>> {
    const locked = this.#lockOf(id, source);
    if (locked === null) return this.#inner.versions(id, source);
    try {
      const answer = await this.#inner.versions(id, source);
      const problem = await this.#problemWith(id, source, answer);
      if (problem === null) return answer;
      if (!this.failures.has(id)) this.failures.set(id, failureOf(id, source, problem));
    } catch (error) {
      this.failures.set(id, error);
    }
    return { kind: 'found', value: [asCandidate(locked)] };
  }

  /** A source with one version leaves no other to choose when that one cannot be read. */
  async #problemWith(
    id: SkillId,
    source: Source,
    answer: Answer<readonly Candidate[]>,
  ): Promise<Problem | null> {
    if (answer.kind !== 'found') return answer;
    const [only] = answer.value;
    const isPinned = source.kind === 'git' && source.reference.kind !== 'versions';
    if (only === undefined || !isPinned) return null;
    const needs = await this.dependencies(id, only.version, source);
    return needs.kind === 'found' ? null : needs;
  }

  #lockOf(id: SkillId, source: Source): LockedSkill | null {
    const locked = this.#locked.get(id);
    if (locked === undefined || sourceKey(sourceOf(locked.pin)) !== sourceKey(source)) return null;
    return locked;
  }
}

function asCandidate({ version, dependencies }: LockedSkill): Candidate {
  return { version, yanked: false, publishedAt: null, dependencies };
}

type Problem = Exclude<Answer<unknown>, { readonly kind: 'found' }>;

function failureOf(id: SkillId, source: Source, answer: Problem): PaksError {
  const where = describeSource(source);
  switch (answer.kind) {
    case 'offline':
      return new PaksError('OFFLINE', {
        message: `what ${where} has of \`${id}\` is not known here, and Paks is offline`,
        hint: 'run the command again without `--offline`',
      });
    case 'missing':
      return new PaksError('SKILL_NOT_FOUND', {
        message: `${where} no longer has \`${id}\``,
        hint: 'what is locked still installs while its archive or repository is there',
      });
    case 'denied':
    case 'unreadable':
      return new PaksError('FORBIDDEN', {
        message: `${where} does not tell about \`${id}\`: ${answer.reason}`,
      });
  }
}

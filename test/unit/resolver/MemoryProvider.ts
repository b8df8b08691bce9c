import type { Dependency } from '../../../src/model/Dependency.ts';
import type { LockedSkill } from '../../../src/model/Lockfile.ts';
import { parseRange, parseVersion } from '../../../src/model/Range.ts';
import { parseSkillId, type SkillId } from '../../../src/model/SkillId.ts';
import { type Source, sourceKey } from '../../../src/model/Source.ts';
import type { Answer, Candidate, Provider } from '../../../src/resolver/Provider.ts';

/** `{ 'a/b': '^1' }`, or a range and a source. */
export type Needs = Readonly<Record<string, string | { range: string; source: Source }>>;

/** One version: what it needs, and what else a test wants to say about it. */
export interface TestVersion {
  readonly needs?: Needs;
  readonly yanked?: boolean;
  readonly publishedAt?: number;
  /** An answer to give when asked what the version needs; implies that it must be asked. */
  readonly describe?: Exclude<Answer<never>, { kind: 'found' }>;
}

/** By id, then version; or the answer to give instead. */
export type TestSkills = Readonly<
  Record<string, Readonly<Record<string, TestVersion>> | Exclude<Answer<never>, { kind: 'found' }>>
>;

/** The public registry. */
const registry: Source = { kind: 'registry', registry: 'paks' };

/** A git source at a branch. */
export function branchOf(url: string): Source {
  return { kind: 'git', url, path: '', reference: { kind: 'branch', name: 'main' } };
}

/** Dependencies from their short form. */
export function needs(of: Needs): Dependency[] {
  return Object.entries(of).map(([id, wish]) => {
    const { range, source } = typeof wish === 'string' ? { range: wish, source: registry } : wish;
    return { id: parseSkillId(id), range: parseRange(range), source };
  });
}

/** A lock entry of the public registry. */
export function locked(id: string, version: string, of: Needs = {}): LockedSkill {
  return {
    id: parseSkillId(id),
    version: parseVersion(version),
    pin: { kind: 'registry', registry: 'paks' },
    integrity: null,
    dependencies: needs(of),
  };
}

/** Answers from memory and keeps a log of the requests that would have gone out. */
export class MemoryProvider implements Provider {
  /** `id` for a list of versions, `id@version` for what one needs; each at most once. */
  readonly requests = new Set<string>();
  readonly #answers = new Map<string, Answer<readonly Candidate[]>>();
  readonly #skills: TestSkills;
  readonly #options: MemoryOptions;

  constructor(skills: TestSkills, options: MemoryOptions = {}) {
    this.#skills = skills;
    this.#options = options;
  }

  versions(id: SkillId, source: Source): Promise<Answer<readonly Candidate[]>> {
    this.#log(id, source);
    const key = this.#key(id, source);
    const known = this.#answers.get(key) ?? this.#answer(key, source);
    this.#answers.set(key, known);
    return Promise.resolve(known);
  }

  dependencies(
    id: SkillId,
    version: string,
    source: Source,
  ): Promise<Answer<readonly Dependency[]>> {
    this.requests.add(`${id}@${version}`);
    const skill = this.#skills[this.#key(id, source)];
    if (skill === undefined || 'kind' in skill) return Promise.resolve({ kind: 'missing' });
    const found = skill[version];
    return Promise.resolve(found?.describe ?? { kind: 'found', value: needs(found?.needs ?? {}) });
  }

  prefetch(id: SkillId, source: Source): void {
    this.#log(id, source);
  }

  #log(id: SkillId, source: Source): void {
    if (source.kind !== 'path') this.requests.add(this.#key(id, source));
  }

  #key(id: SkillId, source: Source): string {
    return sourceKey(source) === sourceKey(registry) ? id : `${id} from ${sourceKey(source)}`;
  }

  #answer(key: string, source: Source): Answer<readonly Candidate[]> {
    const skill = this.#skills[key];
    if (skill === undefined) return { kind: 'missing' };
    if ('kind' in skill) return skill as Exclude<Answer<never>, { kind: 'found' }>;
    const isLazy = this.#options.isLazy === true || source.kind === 'git';
    const listed = Object.entries(skill).map(([version, about]) => ({
      version: parseVersion(version),
      yanked: about.yanked ?? false,
      publishedAt: about.publishedAt ?? null,
      dependencies: isLazy || about.describe !== undefined ? null : needs(about.needs ?? {}),
    }));
    return { kind: 'found', value: this.#options.arrange?.(listed) ?? listed };
  }
}

/** How a {@link MemoryProvider} answers. */
export interface MemoryOptions {
  /** Dependencies cost a request of their own. */
  readonly isLazy?: boolean;
  /** Reorders a list of versions before it is given out. */
  readonly arrange?: (candidates: readonly Candidate[]) => readonly Candidate[];
}

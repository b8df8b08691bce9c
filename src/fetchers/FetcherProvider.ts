import { isPaksError } from '../errors/PaksError.ts';
import type { Dependency } from '../model/Dependency.ts';
import type { Locator } from '../model/Locator.ts';
import type { Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import {
  sourceKey,
  type GitSource,
  type NpmSource,
  type PathSource,
  type RegistrySource,
  type Source,
} from '../model/Source.ts';
import type { Answer, Candidate, Provider } from '../resolver/Provider.ts';
import { assertSourceAllowed } from './policyGate.ts';
import type { SourceReader } from './SourceReader.ts';

/** One reader for each kind of source. */
export interface SourceReaders {
  readonly registry: SourceReader<RegistrySource>;
  readonly git: SourceReader<GitSource>;
  readonly path: SourceReader<PathSource>;
  readonly npm: SourceReader<NpmSource>;
}

/**
 * The resolver's window on the world: policy first, then the reader of the source's kind. What does
 * not exist or cannot be known offline is an answer; a broken network or a refused sign-in is thrown,
 * because choosing another version for it would hide the problem.
 */
export class FetcherProvider implements Provider {
  readonly #readers: SourceReaders;
  readonly #allowed: readonly string[] | undefined;
  readonly #answers = new Map<string, Promise<Answer<readonly Candidate[]>>>();

  constructor(readers: SourceReaders, allowedSources: readonly string[] | undefined) {
    this.#readers = readers;
    this.#allowed = allowedSources;
  }

  versions(id: SkillId, source: Source): Promise<Answer<readonly Candidate[]>> {
    const key = `${id} ${sourceKey(source)}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      answer = this.#ask(id, source);
      this.#answers.set(key, answer);
      // A failure is heard by whoever asks for the answer; nobody may ever ask.
      answer.then(
        (found) => this.#prefetchDependencies(id, source, found),
        () => undefined,
      );
    }
    return answer;
  }

  async dependencies(
    id: SkillId,
    version: Version,
    source: Source,
  ): Promise<Answer<readonly Dependency[]>> {
    const answer = toAnswer(this.#reader(source).dependencies(id, version, source));
    return offersChoice(source) ? answer.catch(orUnusable) : answer;
  }

  prefetch(id: SkillId, source: Source): void {
    this.versions(id, source).catch(() => undefined);
  }

  /** The locator of a version that was offered. */
  locate(id: SkillId, version: Version, source: Source): Promise<Locator> {
    return this.#reader(source).locate(id, version, source);
  }

  async #ask(id: SkillId, source: Source): Promise<Answer<readonly Candidate[]>> {
    assertSourceAllowed(id, source, this.#allowed);
    return toAnswer(this.#reader(source).candidates(id, source));
  }

  /** A source with one version will be asked what that version needs: ask together with its peers. */
  #prefetchDependencies(id: SkillId, source: Source, answer: Answer<readonly Candidate[]>): void {
    if (answer.kind !== 'found' || answer.value.length !== 1) return;
    const [only] = answer.value;
    if (only === undefined || only.dependencies !== null) return;
    this.dependencies(id, only.version, source).catch(() => undefined);
  }

  #reader(source: Source): SourceReader<Source> {
    return this.#readers[source.kind];
  }
}

async function toAnswer<Value>(asked: Promise<Value>): Promise<Answer<Value>> {
  try {
    return { kind: 'found', value: await asked };
  } catch (error) {
    if (!isPaksError(error)) throw error;
    if (error.code === 'OFFLINE') return { kind: 'offline' };
    if (error.code !== 'SKILL_NOT_FOUND') throw error;
    const { suggestion } = error.data;
    return typeof suggestion === 'string' ? { kind: 'missing', suggestion } : { kind: 'missing' };
  }
}

/** One of many versions may hold no skill, or a broken one, and then another is chosen. */
function orUnusable(error: unknown): Answer<never> {
  if (isPaksError(error)) {
    if (error.code === 'NOT_A_SKILL') return { kind: 'missing' };
    if (error.code === 'SKILL_INVALID') return { kind: 'unreadable', reason: error.message };
  }
  throw error;
}

function offersChoice(source: Source): boolean {
  return source.kind === 'git' && source.reference.kind === 'versions';
}

import { PaksError } from '../../errors/PaksError.ts';
import { applyDelta, readDeltaHeader } from './applyDelta.ts';
import { type GitObject, type ObjectType, objectId } from './objectId.ts';
import { inflateEntry, type PackEntry, type PackLimits } from './packEntries.ts';
import { protocolError } from './protocolError.ts';

interface Stored {
  readonly entry: PackEntry;
  readonly type: ObjectType;
  /** Where the base of a delta lies, null for a whole object. */
  readonly base: number | null;
}

const CACHE_BYTES = 32 * 1024 * 1024;

/**
 * Turns the entries of one pack into objects. Compressed entries are all kept (any may be a base),
 * contents only in a bounded cache, from which an evicted one is built again.
 */
export class PackObjects {
  readonly #limits: PackLimits;
  readonly #stored = new Map<number, Stored>();
  readonly #offsets = new Map<string, number>();
  /** Deltas by the base they wait for: a place in the pack or an id. */
  readonly #waiting = new Map<number | string, PackEntry[]>();
  readonly #cache = new Map<number, Uint8Array>();
  #cached = 0;
  #built = 0;

  constructor(limits: PackLimits) {
    this.#limits = limits;
  }

  /** True when a delta's base never came: missing, or its own descendant. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /**
   * Takes an entry in.
   * @yields the objects it makes known: itself, then the deltas that waited for it
   */
  *add(entry: PackEntry): Generator<GitObject> {
    const ready = [entry];
    for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
      const base = this.#baseOf(next);
      if (base === undefined) {
        this.#wait(next);
        continue;
      }
      const object = this.#store(next, base);
      yield object;
      for (const key of [next.offset, object.id]) {
        for (const delta of this.#waiting.get(key) ?? []) ready.push(delta);
        this.#waiting.delete(key);
      }
    }
  }

  /** Null for a whole object, undefined for a base that is not known yet. */
  #baseOf({ base }: PackEntry): number | null | undefined {
    if (typeof base === 'string') return this.#offsets.get(base);
    return base === null || this.#stored.has(base) ? base : undefined;
  }

  #wait(entry: PackEntry): void {
    const key = entry.base ?? entry.offset;
    const others = this.#waiting.get(key);
    if (others === undefined) this.#waiting.set(key, [entry]);
    else others.push(entry);
  }

  #store(entry: PackEntry, base: number | null): GitObject {
    const type = entry.type ?? (base === null ? undefined : this.#stored.get(base)?.type);
    if (type === undefined) throw protocolError('malformed', 'a delta has no base');
    this.#stored.set(entry.offset, { entry, type, base });
    const bytes = this.#content(entry.offset);
    const id = objectId(type, bytes);
    this.#offsets.set(id, entry.offset);
    return { id, type, bytes };
  }

  /** Walks from the object to the nearest base whose content is at hand, and builds back from there. */
  #content(offset: number): Uint8Array {
    const deltas: number[] = [];
    let at = offset;
    let content = this.#cache.get(at);
    while (content === undefined) {
      const stored = this.#stored.get(at);
      if (stored === undefined) throw protocolError('malformed', 'a delta has no base');
      if (stored.base === null) {
        content = this.#build(at, stored.entry.size, () => inflateEntry(stored.entry));
        break;
      }
      deltas.push(at);
      at = stored.base;
      content = this.#cache.get(at);
    }
    for (const delta of deltas.reverse()) content = this.#applied(delta, content);
    return content;
  }

  #applied(offset: number, base: Uint8Array): Uint8Array {
    const stored = this.#stored.get(offset);
    if (stored === undefined) throw protocolError('malformed', 'a delta has no base');
    const delta = inflateEntry(stored.entry);
    const { resultSize } = readDeltaHeader(delta);
    if (resultSize > this.#limits.objectBytes) throw this.#overLimit(resultSize);
    return this.#build(offset, resultSize, () => applyDelta(base, delta));
  }

  #build(offset: number, size: number, make: () => Uint8Array): Uint8Array {
    this.#built += size;
    if (this.#built > this.#limits.contentBytes) throw this.#overLimit(this.#built);
    const content = make();
    this.#remember(offset, content);
    return content;
  }

  #remember(offset: number, content: Uint8Array): void {
    if (content.length > CACHE_BYTES / 2) return;
    this.#cache.set(offset, content);
    this.#cached += content.length;
    for (const [oldest, bytes] of this.#cache) {
      if (this.#cached <= CACHE_BYTES) return;
      this.#cache.delete(oldest);
      this.#cached -= bytes.length;
    }
  }

  #overLimit(value: number): PaksError {
    const { objectBytes, contentBytes } = this.#limits;
    const limit = value > contentBytes ? contentBytes : objectBytes;
    return new PaksError('LIMIT_EXCEEDED', {
      message: `the git server sent ${value} bytes of content, and the limit is ${limit}`,
      hint: 'a repository of skills holds nothing that large; check the URL and the path',
      data: { value, limit },
    });
  }
}

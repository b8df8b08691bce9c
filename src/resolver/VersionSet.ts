/**
 * A set of positions in the list of a skill's known versions; one more position, the last, stands
 * for "not selected". Bit `i % 32` of word `i / 32`; plain arrays of 32-bit integers, because most sets
 * have one word and typed arrays cost more to make. Sets are never changed once they are shared.
 */
export type VersionSet = number[];

/** No position at all; `size` counts the positions of the universe. */
export function emptySet(size: number): VersionSet {
  const set: number[] = [];
  for (let words = (size + 31) >>> 5; words > 0; words--) set.push(0);
  return set;
}

/** Every position below `size`. */
export function fullSet(size: number): VersionSet {
  return spanSet(size, 0, size);
}

/** The positions from `start` up to but without `end`. */
export function spanSet(size: number, start: number, end: number): VersionSet {
  const set = emptySet(size);
  for (let position = start; position < end; position++) add(set, position);
  return set;
}

/** One position. */
export function singleSet(size: number, position: number): VersionSet {
  return spanSet(size, position, position + 1);
}

/** Puts a position into a set that nobody else holds yet. */
export function add(set: VersionSet, position: number): void {
  const word = position >>> 5;
  set[word] = (set[word] ?? 0) | (1 << (position & 31));
}

/** Whether the position is in the set. */
export function has(set: VersionSet, position: number): boolean {
  return (((set[position >>> 5] ?? 0) >>> (position & 31)) & 1) === 1;
}

/** The positions in both sets. */
export function intersection(left: VersionSet, right: VersionSet): VersionSet {
  const result: number[] = [];
  for (let word = 0; word < left.length; word++) {
    result.push((left[word] ?? 0) & (right[word] ?? 0));
  }
  return result;
}

/** The positions in either set. */
export function union(left: VersionSet, right: VersionSet): VersionSet {
  const result: number[] = [];
  for (let word = 0; word < left.length; word++) {
    result.push((left[word] ?? 0) | (right[word] ?? 0));
  }
  return result;
}

/** The positions of the first set that are not in the second. */
export function difference(left: VersionSet, right: VersionSet): VersionSet {
  const result: number[] = [];
  for (let word = 0; word < left.length; word++) {
    result.push((left[word] ?? 0) & ~(right[word] ?? 0));
  }
  return result;
}

/** Whether every position of the first set is in the second. */
export function isSubset(left: VersionSet, right: VersionSet): boolean {
  for (let word = 0; word < left.length; word++) {
    if (((left[word] ?? 0) & ~(right[word] ?? 0)) !== 0) return false;
  }
  return true;
}

/** Whether the set holds nothing. */
export function isEmpty(set: VersionSet): boolean {
  for (let word = 0; word < set.length; word++) {
    if (set[word] !== 0) return false;
  }
  return true;
}

/** The lowest position of the set, or -1. */
export function firstOf(set: VersionSet): number {
  for (let word = 0; word < set.length; word++) {
    const bits = set[word] ?? 0;
    if (bits !== 0) return (word << 5) + (31 - Math.clz32(bits & -bits));
  }
  return -1;
}

/** Whether the set holds exactly one position. */
export function isSingle(set: VersionSet): boolean {
  let seen = false;
  for (let word = 0; word < set.length; word++) {
    const bits = set[word] ?? 0;
    if (bits === 0) continue;
    if (seen || (bits & (bits - 1)) !== 0) return false;
    seen = true;
  }
  return seen;
}

/** A text that two sets of one universe share exactly when they are equal. */
export function contentKey(set: VersionSet): string {
  return set.join();
}

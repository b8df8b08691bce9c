/** Ranks share a number with the variable, which is below this. */
const VARIABLES = 2 ** 32;

/**
 * Variables waiting for a decision: lowest rank first, then in the order they were discovered.
 * A binary heap whose outdated entries stay until they come up: whoever takes one checks it.
 */
export class DecisionQueue {
  readonly #heap: number[] = [];
  /** Per variable, the ranks under which it is waiting, one bit each. */
  readonly #waiting: number[] = [];

  /** Adds a variable under a rank below 32, unless it already waits under it. */
  push(variable: number, rank: number): void {
    const ranks = this.#waiting[variable] ?? 0;
    if (((ranks >>> rank) & 1) === 1) return;
    this.#waiting[variable] = ranks | (1 << rank);
    this.#rise(rank * VARIABLES + variable);
  }

  /** Whether nothing waits. */
  get isEmpty(): boolean {
    return this.#heap.length === 0;
  }

  /** The entry with the lowest rank, which goes on waiting. The queue must not be empty. */
  peek(): { readonly variable: number; readonly rank: number } {
    const first = this.#heap[0] ?? 0;
    return { variable: first % VARIABLES, rank: Math.floor(first / VARIABLES) };
  }

  /** Removes the entry with the lowest rank. The queue must not be empty. */
  drop(): void {
    const { variable, rank } = this.peek();
    const last = this.#heap.pop() ?? 0;
    if (this.#heap.length > 0) this.#sink(last);
    this.#waiting[variable] = (this.#waiting[variable] ?? 0) & ~(1 << rank);
  }

  #rise(entry: number): void {
    const heap = this.#heap;
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >>> 1;
      const above = heap[parent] ?? 0;
      if (above <= entry) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = entry;
  }

  #sink(entry: number): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if ((heap[child + 1] ?? Infinity) < (heap[child] ?? Infinity)) child++;
      const below = heap[child] ?? Infinity;
      if (below >= entry) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = entry;
  }
}

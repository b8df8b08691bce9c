/** Steps back to where a transaction began, run in reverse order. */
export class UndoLog {
  readonly #steps: (() => void)[] = [];

  /** Call right after what the step takes back has happened. */
  add(step: () => void): void {
    this.#steps.push(step);
  }

  /** Takes everything back that can be: a step that fails does not keep the others from running. */
  run(): void {
    for (const step of this.#steps.splice(0).reverse()) quietly(step);
  }
}

/** Does what need not succeed: what it leaves behind, the next run sweeps up. */
export function quietly(step: () => void): void {
  try {
    step();
  } catch {
    // The failure that led here, or the success before it, is what the caller hears of.
  }
}

/** Runs one task per key at a time: whoever asks meanwhile gets the same promise. */
export class SingleFlight {
  readonly #flights = new Map<string, Promise<unknown>>();

  /** Tasks of one key must give the same kind of result. */
  run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const running = this.#flights.get(key) as Promise<Result> | undefined;
    if (running !== undefined) return running;
    const flight = task().finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }
}

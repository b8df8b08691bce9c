/** Bounds how many exchanges run at once with one origin. */
export interface Slots {
  /** Resolves when there is room; the function it gives back makes room again, once. */
  acquire(origin: string): Promise<() => void>;
}

/** Slots for any number of origins, `size` each; waiting is first come, first served. */
export function createSlots(size: number): Slots {
  const lanes = new Map<string, Lane>();
  return {
    acquire: async (origin) => {
      const lane = lanes.get(origin) ?? { taken: 0, waiting: [] };
      lanes.set(origin, lane);
      if (lane.taken < size) lane.taken++;
      else await new Promise<void>((resolve) => lane.waiting.push(resolve));
      return releaseOnce(lane);
    },
  };
}

interface Lane {
  taken: number;
  readonly waiting: (() => void)[];
}

function releaseOnce(lane: Lane): () => void {
  let released = false;
  return () => {
    if (released) return;
    released = true;
    const next = lane.waiting.shift();
    if (next === undefined) lane.taken--;
    else next();
  };
}

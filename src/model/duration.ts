const DURATION = /^(\d{1,6})\s*(s|m|h|d|w)$/;

const MILLISECONDS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds of `90m`, `12h`, `3d` (also `s` and `w`), or null for any other text. */
export function parseDuration(text: string): number | null {
  const [, count, unit = ''] = DURATION.exec(text) ?? [];
  const factor = MILLISECONDS[unit];
  return count === undefined || factor === undefined ? null : Number(count) * factor;
}

/** Milliseconds as {@link parseDuration} reads them, in the largest unit that takes them whole. */
export function formatDuration(milliseconds: number): string {
  const units = Object.entries(MILLISECONDS).reverse();
  const [unit, factor] = units.find(([, size]) => milliseconds % size === 0) ?? ['s', 1_000];
  return milliseconds === 0 ? '0s' : `${Math.round(milliseconds / factor)}${unit}`;
}

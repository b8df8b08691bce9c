const UNITS: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['kb', 1000],
  ['mb', 1000 ** 2],
  ['gb', 1000 ** 3],
  ['tb', 1000 ** 4],
  ['kib', 1024],
  ['mib', 1024 ** 2],
  ['gib', 1024 ** 3],
  ['tib', 1024 ** 4],
]);

/** Bytes of a size such as `500MB`, `1.5 GB` or `2GiB` (decimal and binary units); null for anything else. */
export function parseByteSize(text: string): number | null {
  const [, amount = '', unit = ''] =
    /^(\d{1,15}(?:\.\d{1,3})?) ?([a-z]{1,3})$/i.exec(text.trim()) ?? [];
  const factor = UNITS.get(unit.toLowerCase());
  const bytes = factor === undefined ? Number.NaN : Math.round(Number(amount) * factor);
  return Number.isSafeInteger(bytes) ? bytes : null;
}

/** Bytes as {@link parseByteSize} reads them, in the largest decimal unit that takes them whole. */
export function formatByteSize(bytes: number): string {
  const decimal = ['TB', 'GB', 'MB', 'kB'].find((unit) => bytes % factorOf(unit) === 0);
  return bytes === 0 || decimal === undefined
    ? `${bytes}B`
    : `${bytes / factorOf(decimal)}${decimal}`;
}

function factorOf(unit: string): number {
  return UNITS.get(unit.toLowerCase()) ?? 1;
}

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
    /^(\d{1,9}(?:\.\d{1,3})?) ?([a-z]{1,3})$/i.exec(text.trim()) ?? [];
  const factor = UNITS.get(unit.toLowerCase());
  return factor === undefined ? null : Math.round(Number(amount) * factor);
}

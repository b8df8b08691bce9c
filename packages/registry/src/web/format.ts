const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const COUNT = new Intl.NumberFormat('en');
const KIB = 1024;

/** `15 Jan 2026`, in UTC. */
export function formatDay(date: Date): string {
  return DAY.format(date);
}

/** `1,234`. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** `1 version`, `12 versions`. */
export function formatCountOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `940 B`, `27.6 KiB`, `3.1 MiB`. */
export function formatSize(bytes: number): string {
  if (bytes < KIB) return `${bytes} B`;
  if (bytes < KIB * KIB) return `${(bytes / KIB).toFixed(1)} KiB`;
  return `${(bytes / KIB / KIB).toFixed(1)} MiB`;
}

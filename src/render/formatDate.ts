/** The day of a time (milliseconds since the epoch, or RFC 3339), in UTC: `2026-01-15`. */
export function formatDate(time: number | string): string {
  return new Date(time).toISOString().slice(0, 10);
}

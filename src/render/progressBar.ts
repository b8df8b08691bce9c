/** How much of something is done, as a bar of this many columns: `█████░░░░░`. Full only when all is done. */
export function progressBar(done: number, total: number, columns: number): string {
  const share = done >= total ? 1 : Math.max(0, done / total);
  const filled = Math.floor(share * columns);
  return '█'.repeat(filled) + '░'.repeat(columns - filled);
}

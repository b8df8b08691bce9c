/**
 * How often a test of chance goes round: a few times by default, so that the suite stays quick, and as
 * often as promised with `PAKS_FULL_ROUNDS=1`.
 */
export function rounds(full: number, quick: number): number {
  return process.env['PAKS_FULL_ROUNDS'] === '1' ? full : quick;
}

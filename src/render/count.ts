/** A number with its noun: `1 skill`, `2 skills`, `2 directories`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

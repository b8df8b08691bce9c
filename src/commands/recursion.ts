import { Option } from 'clipanion';
import { PaksError } from '../errors/PaksError.ts';

/** How a command goes through all projects below. */
export interface Recursion {
  readonly bail: boolean;
}

/** `-r`, for a command that can do the same in many projects. */
export function recursiveOption() {
  return Option.Boolean('-r,--recursive', false, {
    description: 'In every project (each paks.toml) here and below',
  });
}

/** `--bail`, beside {@link recursiveOption}. */
export function bailOption() {
  return Option.Boolean('--bail', false, {
    description: 'With --recursive: stop at the first project that does not end well',
  });
}

/** What the two options come to. Throws `USAGE` where another option contradicts them. */
export function readRecursion(
  options: { readonly recursive: boolean; readonly bail: boolean },
  contradicting: Readonly<Record<string, boolean>>,
): Recursion | null {
  const { recursive, bail } = options;
  const [clash] = Object.keys(contradicting).filter((name) => contradicting[name] === true);
  if (recursive && clash !== undefined) {
    throw new PaksError('USAGE', {
      message: `\`--recursive\` and ${clash} cannot both be had`,
      hint: 'leave one of them out',
    });
  }
  if (bail && !recursive) {
    throw new PaksError('USAGE', {
      message: '`--bail` needs `--recursive`',
      hint: 'add `--recursive`, or leave it out',
    });
  }
  return recursive ? { bail } : null;
}

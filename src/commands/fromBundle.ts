import { Option } from 'clipanion';
import { PaksError } from '../errors/PaksError.ts';

/** `--from-bundle FILE`, for a command that installs a lock. */
export function fromBundleOption() {
  return Option.String('--from-bundle', {
    description: 'Take every skill from this bundle, made by paks bundle; asks no network',
  });
}

/** The failure of a command line with a bundle and sources. */
export function bundleWithSources(): PaksError {
  return new PaksError('USAGE', {
    message: '`--from-bundle` installs what is locked, and a source would add to it',
    hint: 'leave one of them out',
  });
}

import type { LockServices } from '../io/lockFile.ts';
import type { Services } from './Services.ts';

/** What a lock between processes is held with. */
export function lockServices({ fileSystem, clock, reporter, signal }: Services): LockServices {
  return { fs: fileSystem, clock, reporter, signal };
}

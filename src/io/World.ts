import type { Readable, Writable } from 'node:stream';
import type { Clock } from './clock.ts';
import type { Environment } from './environment.ts';
import type { FileSystem } from './FileSystem.ts';
import type { Keychain } from './keychain.ts';

/** Everything outside the program that a command line runs in. Tests bring their own. */
export interface World {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Whether the stream shows colour. */
  readonly stdoutColors: boolean;
  readonly stderrColors: boolean;
  /** Columns; null where the stream is no terminal. */
  readonly stdoutWidth: number | null;
  readonly stderrWidth: number | null;
  /** True when questions can be asked and answered. */
  readonly interactive: boolean;
  /** Absolute. */
  readonly workingDirectory: string;
  readonly environment: Environment;
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  /** Absent: there is none. */
  readonly keychain?: Keychain | undefined;
  /** Aborted by the first interrupt. */
  readonly signal: AbortSignal;
}

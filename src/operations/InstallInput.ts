import type { ApplyOptions } from './ApplyOptions.ts';

/** What `paks install` was asked for. */
export interface InstallInput extends ApplyOptions {
  /** Null: frozen where `CI` is set and a lock is there. */
  readonly frozen: boolean | null;
}

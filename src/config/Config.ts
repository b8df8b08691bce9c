import type { RegistryName } from '../model/Source.ts';
import type { Origin } from './Origin.ts';
import type { UserPaths } from './paths.ts';
import type { Registry } from './Registry.ts';
import type { SettingName, SettingValues } from './settings.ts';

/** An agent that the user describes; the same fields as a built-in one's. */
export interface AgentSettings {
  readonly id: string;
  readonly name?: string | undefined;
  readonly projectDirectory?: string | undefined;
  readonly userDirectory?: string | undefined;
  readonly readsShared?: boolean | undefined;
}

/** Everything a person can set, merged and checked, each value with who set it. */
export interface Config extends SettingValues, UserPaths {
  /** Absolute, wherever it was named. */
  readonly cacheDirectory: string;
  readonly registries: ReadonlyMap<RegistryName, Registry>;
  /** The user's own agents. */
  readonly agents: readonly AgentSettings[];
  readonly origins: Readonly<Record<SettingName, Origin>>;
}

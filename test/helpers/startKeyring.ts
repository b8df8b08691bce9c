import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** What a command runs under so that it finds a Secret Service of its own, and nobody else's. */
export interface KeyringSession {
  /** Put before the command's own words; a shell's words are `$@`. */
  command(state: KeyringState): readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  dispose(): void;
}

/** `locked`: the service runs, and nobody can unlock it. `absent`: there is no service and no bus. */
export type KeyringState = 'unlocked' | 'locked' | 'absent';

const PROGRAMS = ['dbus-run-session', 'gnome-keyring-daemon'];

/**
 * True where D-Bus and gnome-keyring are on the `PATH`; false where one is missing, or where
 * `PAKS_TEST_KEYRING=skip` says not to use them. On CI, or with `PAKS_TEST_KEYRING=require`, their
 * absence is a failure: throws.
 */
export function hasKeyring(environment: NodeJS.ProcessEnv): boolean {
  const { PATH = '', CI = '', PAKS_TEST_KEYRING } = environment;
  if (PAKS_TEST_KEYRING === 'skip' || process.platform !== 'linux') return false;
  const folders = PATH.split(delimiter);
  const missing = PROGRAMS.filter(
    (name) => !folders.some((folder) => isExecutable(join(folder, name))),
  );
  if (missing.length === 0) return true;
  const isOptional = CI === '' || CI === 'false';
  if (isOptional && PAKS_TEST_KEYRING !== 'require') return false;
  throw new Error(`install ${missing.join(' and ')}, or set PAKS_TEST_KEYRING=skip`);
}

/** A fresh keyring on disk; each command gets a bus and a service of its own over it. */
export function startKeyring(): KeyringSession {
  const base = mkdtempSync(join(tmpdir(), 'paks-keyring-'));
  const folders = { data: join(base, 'data'), cache: join(base, 'cache'), run: join(base, 'run') };
  for (const folder of Object.values(folders)) mkdirSync(folder, { mode: 0o700 });
  return {
    command: (state) =>
      state === 'absent' ? [] : ['dbus-run-session', '--', 'sh', '-c', SCRIPTS[state], 'sh'],
    environment: {
      XDG_DATA_HOME: folders.data,
      XDG_CACHE_HOME: folders.cache,
      XDG_RUNTIME_DIR: folders.run,
    },
    dispose: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** Without `--unlock` the bus starts the service by itself when it is asked for, locked. */
const SCRIPTS = {
  unlocked:
    'printf test-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"',
  locked: 'exec "$@"',
} as const;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

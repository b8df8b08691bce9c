import { cpSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BuiltCommandLine } from '../../helpers/buildCommandLine.ts';
import type { RunResult, TemporaryProject } from '../../helpers/makeTemporaryProject.ts';

/** A file of the user's settings as text. */
export function settingsFile(project: TemporaryProject, name: string): string {
  return readFileSync(join(project.home, '.config', 'paks', name), 'utf8');
}

/** Everything a run printed. */
export function printed({ stdout, stderr }: RunResult): string {
  return stdout + stderr;
}

/** A copy of the command line with the keychain's library beside it, as npm installs them; remove its directory. */
export function installWithKeychain(built: BuiltCommandLine): BuiltCommandLine {
  const directory = mkdtempSync(join(tmpdir(), 'paks-installed-'));
  cpSync(built.directory, directory, { recursive: true });
  symlinkSync(resolve('node_modules'), join(directory, 'node_modules'));
  return { ...built, directory, entry: join(directory, 'main.mjs') };
}

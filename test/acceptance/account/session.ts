import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { RunResult, TemporaryProject } from '../../helpers/makeTemporaryProject.ts';

/** A file of the user's settings as text. */
export function settingsFile(project: TemporaryProject, name: string): string {
  return readFileSync(join(project.home, '.config', 'paks', name), 'utf8');
}

/** Everything a run printed. */
export function printed({ stdout, stderr }: RunResult): string {
  return stdout + stderr;
}

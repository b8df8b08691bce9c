import { fingerprintOf } from '../linker/fingerprint.ts';
import { targetPath } from '../linker/Link.ts';
import { readLedger } from '../linker/ownership.ts';
import type { ProjectPlace } from '../project/Project.ts';
import type { ApplyOptions } from './ApplyOptions.ts';
import { sameInputs } from './installInputs.ts';
import type { InstallResult } from './InstallResult.ts';
import type { Services } from './Services.ts';

/**
 * The result of an install that has nothing to do, or null when one must run to know. Parses neither
 * manifest nor lock: the ledger says what the last install went by, and one `lstat` a file that no
 * skill was touched since.
 */
export function upToDate(
  services: Services,
  place: ProjectPlace,
  options: ApplyOptions,
): InstallResult | null {
  const { fileSystem: fs } = services;
  const scope = place.scope === 'project' ? 'project' : 'user';
  const { ledger, state } = readLedger(fs, { root: place.root, scope });
  if (state !== 'read' || options.force || options.dryRun) return null;
  if (!sameInputs(services, place, options, ledger.inputs)) return null;
  for (const row of ledger.rows.values()) {
    if (row.fingerprint === null) return null;
    if (fingerprintOf(fs, targetPath(row)) !== row.fingerprint) return null;
  }
  const { agents = '', skills = '0' } = ledger.inputs;
  return {
    root: place.root,
    dryRun: false,
    upToDate: true,
    skills: Number(skills),
    agents: agents === '' ? [] : agents.split(' '),
    changes: [],
    directories: [],
    lockfile: 'unchanged',
    manifest: 'unchanged',
    warnings: [],
  };
}

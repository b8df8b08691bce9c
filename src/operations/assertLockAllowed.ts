import { withProject } from '../config/withProject.ts';
import { sourceOf } from '../model/Locator.ts';
import type { Lockfile } from '../model/Lockfile.ts';
import type { Manifest } from '../model/Manifest.ts';
import type { Services } from './Services.ts';

/**
 * Throws `POLICY_REFUSED` when a locked skill comes from where `allow-sources` does not let it: a lock
 * may be older than the policy, or written by somebody without it.
 */
export async function assertLockAllowed(
  { config }: Services,
  manifest: Manifest,
  { skills }: Lockfile,
): Promise<void> {
  const { allowSources } = withProject(config, manifest);
  if (allowSources === undefined) return;
  const { assertSourceAllowed } = await import('../fetchers/policyGate.ts');
  for (const { id, pin } of skills) assertSourceAllowed(id, sourceOf(pin), allowSources);
}

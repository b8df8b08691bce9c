import { PaksError } from '../errors/PaksError.ts';
import { parseVersion, type Version } from '../model/Range.ts';
import { parseSkillId, qualifiedName, type SkillId } from '../model/SkillId.ts';
import type { RegistryName } from '../model/Source.ts';
import { confirmOrRefuse } from './confirmOrRefuse.ts';
import { openRegistry } from './openRegistry.ts';
import type { Services } from './Services.ts';

/** What `paks yank` or `paks unyank` was asked for. */
export interface YankInput {
  /** `account/name@1.2.3`, as it was typed. */
  readonly release: string;
  /** False to let it be chosen again. */
  readonly yanked: boolean;
  readonly reason: string | null;
}

/** How one version stands now. */
export interface YankResult {
  readonly id: SkillId;
  readonly version: Version;
  readonly registry: RegistryName;
  readonly yanked: boolean;
  /** False where it was so before. */
  readonly changed: boolean;
}

const LONGEST_REASON = 500;

/**
 * Hides one version from new resolutions, or lets it be chosen again. Throws `USAGE`, `NAME_INVALID` or
 * `SOURCE_INVALID` for what names no version, `ANSWER_NEEDED` where nobody can confirm, `INTERRUPTED`
 * for a "no", `SKILL_NOT_FOUND`, `AUTH_REQUIRED`, `FORBIDDEN` or a network code.
 */
export async function yank(input: YankInput, services: Services): Promise<YankResult> {
  const { yanked, reason } = input;
  const { id, version } = parseRelease(input);
  if (reason !== null) checkReason(reason);
  if (yanked) {
    await confirmOrRefuse(services, {
      question: `Hide ${id}@${version} from new resolutions?`,
      refusal: `yanking \`${id}@${version}\` must be confirmed`,
    });
  }
  const registry = await openRegistry(services);
  const changed = await registry.setYanked(id, version, { yanked, reason });
  return { id, version, registry: registry.name, yanked, changed };
}

function parseRelease({ release, yanked }: YankInput): {
  readonly id: SkillId;
  readonly version: Version;
} {
  const at = release.lastIndexOf('@');
  const id = at < 0 ? null : parseSkillId(release.slice(0, at));
  if (id !== null && qualifiedName(id) !== null) {
    return { id, version: parseVersion(release.slice(at + 1)) };
  }
  throw new PaksError('USAGE', {
    message: `\`${release}\` names no version of a registry's skill`,
    hint: `write account, name and version: \`paks ${yanked ? 'yank' : 'unyank'} account/name@1.2.3\``,
  });
}

function checkReason(reason: string): void {
  if (reason.length <= LONGEST_REASON && !/\p{Cc}/u.test(reason)) return;
  throw new PaksError('USAGE', {
    message: `a reason is one line of at most ${LONGEST_REASON} characters`,
    hint: 'shorten what `--reason` says',
  });
}

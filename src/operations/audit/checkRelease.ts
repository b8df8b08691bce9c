import type { ReleaseFinding } from '../../audit/ReleaseFinding.ts';
import { PaksError } from '../../errors/PaksError.ts';
import type { GitObjects } from '../../fetchers/GitObjects.ts';
import type { Locator } from '../../model/Locator.ts';
import { sourceOf } from '../../model/Locator.ts';
import type { Sources } from '../Sources.ts';

/** What releases are held against. */
export interface ReleaseRules {
  readonly provider: Sources['provider'];
  /** Milliseconds; none where the policy does not say. */
  readonly minimumReleaseAge: number | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * What the registry of a locked release says of it now: withdrawn, too young, or other than the lock has
 * it, which no honest registry says because releases are immutable. Throws `OFFLINE`, `SKILL_NOT_FOUND`
 * or what asking throws.
 */
export async function checkRelease(
  locator: Locator,
  rules: ReleaseRules,
): Promise<readonly ReleaseFinding[]> {
  const { id, version, pin } = locator;
  if (pin.kind !== 'registry') return [];
  const source = sourceOf(pin);
  const answer = await rules.provider.versions(id, source);
  if (answer.kind === 'offline') throw offline(locator);
  const offered = answer.kind === 'found' ? answer.value : [];
  const release = offered.find((candidate) => candidate.version === version);
  if (release === undefined) throw gone(locator, pin.registry);
  const findings: ReleaseFinding[] = [];
  const located = await rules.provider.locate(id, version, source);
  if (located.integrity !== locator.integrity) findings.push(changed(located, locator));
  const { minimumReleaseAge: least = 0, now } = rules;
  if (release.publishedAt !== null && now - release.publishedAt < least) {
    const message = `published ${ageText(now - release.publishedAt)} ago, and \`minimum-release-age\` asks for ${ageText(least)}`;
    findings.push({ id: 'too-young', severity: 'error', message });
  }
  if (release.yanked) {
    const message = `version ${version} was yanked: its author withdrew it; \`paks update ${id}\` moves on`;
    findings.push({ id: 'yanked', severity: 'advice', message });
  }
  return findings;
}

/**
 * Whether the tag that a git skill was locked from still points at the locked commit (T10). All tags of
 * a repository are listed in one request a run. Throws `OFFLINE` or what asking throws.
 */
export async function checkTag(
  { pin }: Locator,
  objects: Pick<GitObjects, 'references'>,
): Promise<readonly ReleaseFinding[]> {
  if (pin.kind !== 'git') return [];
  const { reference, url, commit } = pin;
  const tag = pin.tag ?? (reference.kind === 'tag' ? reference.name : undefined);
  if (tag === undefined) return [];
  const references = await objects.references(url, 'refs/tags/');
  const found = references.find(({ name }) => name === `refs/tags/${tag}`);
  if (found?.commit === commit) return [];
  const now = found === undefined ? 'is gone' : `points at ${found.commit.slice(0, 7)} now`;
  const message = `the tag \`${tag}\` ${now}; ${commit.slice(0, 7)} was locked`;
  return [{ id: 'moved-tag', severity: 'error', message }];
}

function changed(now: Locator, { integrity }: Locator): ReleaseFinding {
  const message = `the registry says its content is ${now.integrity ?? 'unknown'}, and ${integrity ?? 'none'} is locked`;
  return { id: 'changed-release', severity: 'error', message };
}

function offline({ id }: Locator): PaksError {
  return new PaksError('OFFLINE', { message: `what is known of \`${id}\` is not cached` });
}

function gone({ id, version }: Locator, registry: string): PaksError {
  return new PaksError('SKILL_NOT_FOUND', {
    message: `registry \`${registry}\` shows no \`${id}@${version}\`; a private skill needs a token`,
  });
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** In the largest unit that it fills once; minutes at least. */
function ageText(milliseconds: number): string {
  const [name, length] = UNITS.find(([, each]) => milliseconds >= each) ?? ['minute', 60_000];
  const amount = Math.max(0, Math.floor(milliseconds / length));
  return `${amount} ${name}${amount === 1 ? '' : 's'}`;
}

import SemVer from 'semver/classes/semver.js';
import { pinnedTo } from '../model/ManifestPin.ts';
import type { SkillId } from '../model/SkillId.ts';
import { describeSource, sourceKey } from '../model/Source.ts';
import type { Catalog, Need } from './Catalog.ts';
import { describeUnavailable } from './describeUnavailable.ts';
import { admits, knownRange } from './KnownRange.ts';
import type { Subject } from './Offer.ts';
import type { ResolutionNote, ResolvedSkill, ResolveInput } from './Resolution.ts';
import type { Choice } from './VersionSolver.ts';

/** What the user should hear about the chosen versions, in the order of the choices. */
export function notesOn(choices: readonly Choice[], catalog: Catalog): ResolutionNote[] {
  const needs = needsBySubject(choices, catalog);
  return choices
    .flatMap((choice) => {
      const own = needs.get(choice.offer.subject) ?? [];
      return [ageNote(choice, own), yankedNote(choice), prereleaseNote(choice), lockNote(choice)];
    })
    .filter((note) => note !== null);
}

/** What the user should hear about `[overrides]`. */
export function notesOnOverrides(
  input: ResolveInput,
  skills: ReadonlyMap<SkillId, ResolvedSkill>,
): ResolutionNote[] {
  return input.overrides.flatMap((override): ResolutionNote[] => {
    const { id, source } = override;
    const chosen = skills.get(id);
    if (chosen === undefined) {
      const message = `the override of \`${id}\` has no effect: nothing depends on it`;
      return [{ kind: 'override-unused', id, message }];
    }
    const version = new SemVer(chosen.version);
    const asked = input.roots.filter((root) => root.id === id);
    return asked.flatMap((root): ResolutionNote[] => {
      const isSameSource = sourceKey(root.source) === sourceKey(source);
      if (isSameSource && admits(knownRange(root.range), version)) return [];
      const wish = isSameSource ? root.range : describeSource(root.source);
      const result = isSameSource ? chosen.version : describeSource(source);
      const message = `the override sets \`${id}\` to ${result}, although \`paks.toml\` asks for ${wish}`;
      return [{ kind: 'override-contradicts-manifest', id, message }];
    });
  });
}

/** Which of the skills that the user wanted to move stay because they are pinned, each once. */
export function notesOnPins(
  { roots, unlock }: ResolveInput,
  skills: ReadonlyMap<SkillId, ResolvedSkill>,
): ResolutionNote[] {
  if (unlock === 'all') return [];
  const notes = new Map<SkillId, ResolutionNote>();
  for (const { id, pin } of roots) {
    if (pin === undefined || !unlock.has(id) || skills.get(id)?.pinned !== true) continue;
    const why = pin.reason === undefined ? '' : ` (${pin.reason})`;
    const message = `\`${id}\` is pinned to ${pinnedTo(pin)}${why} and stays; \`paks unpin ${id}\` lets it move`;
    notes.set(id, { kind: 'pinned-kept', id, message });
  }
  return [...notes.values()];
}

function ageNote({ offer, candidate }: Choice, needs: readonly Need[]): ResolutionNote | null {
  const chosen = new SemVer(candidate.version);
  const young = offer.hidden.find(
    ({ why, semver }) =>
      why === 'too-young' &&
      semver.compare(chosen) > 0 &&
      needs.every((need) => admits(need.range, semver)),
  );
  if (young === undefined) return null;
  const { id } = offer.subject;
  const message = `\`${id}\` ${young.version} is too young for \`minimum-release-age\`; ${candidate.version} is used`;
  return { kind: 'release-age', id, message };
}

function yankedNote({ offer, candidate }: Choice): ResolutionNote | null {
  if (!candidate.yanked) return null;
  const { id } = offer.subject;
  const why = offer.isLockKept(candidate) ? 'it is in `paks.lock`' : 'an override names it';
  return {
    kind: 'yanked-kept',
    id,
    message: `\`${id}\` ${candidate.version} was yanked by its author; it is used because ${why}`,
  };
}

function prereleaseNote({ offer, candidate }: Choice): ResolutionNote | null {
  const { id } = offer.subject;
  if (offer.isPinned || !offer.hasOnlyPrereleases || offer.isLockKept(candidate)) return null;
  const message = `\`${id}\` has no stable release; the prerelease ${candidate.version} is used`;
  return { kind: 'prerelease-only', id, message };
}

function lockNote({ offer, candidate }: Choice): ResolutionNote | null {
  if (offer.problem === null) return null;
  const { id } = offer.subject;
  const why = describeUnavailable(offer.problem);
  const message = `\`${id}\` ${why}; its locked version ${candidate.version} is kept unchecked`;
  return { kind: 'lock-unchecked', id, message };
}

function needsBySubject(
  choices: readonly Choice[],
  catalog: Catalog,
): ReadonlyMap<Subject, readonly Need[]> {
  const bySubject = new Map<Subject, Need[]>();
  const all = [catalog.roots(), ...choices.map(({ candidate }) => catalog.knownNeedsOf(candidate))];
  for (const needs of all) {
    for (const need of needs) {
      const known = bySubject.get(need.subject);
      if (known === undefined) bySubject.set(need.subject, [need]);
      else known.push(need);
    }
  }
  return bySubject;
}

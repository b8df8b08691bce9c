import { PaksError } from '../errors/PaksError.ts';
import type { Pin } from '../model/Locator.ts';
import { LOCKFILE_VERSION, type LockedSkill, type Lockfile } from '../model/Lockfile.ts';
import type { GitReference } from '../model/Source.ts';
import { quoteToml } from '../toml/quoteToml.ts';
import { formatDependency, homeRegistry } from './dependencyText.ts';
import { isRelativeFolder } from './normalForms.ts';

const HEADER = '# Written by paks. Commit this file; do not edit it.';

type Line = readonly [key: string, value: string | undefined];

/**
 * The canonical bytes of `paks.lock` (`docs/spec/lockfile.md`): equal locks give equal texts, in
 * whatever order their skills stand. Throws `SOURCE_INVALID` for an absolute folder, which would
 * mean nothing on another machine.
 */
export function formatLockfile(lockfile: Lockfile): string {
  const blocks = lockfile.skills.toSorted(byId).map(formatLockedSkill);
  return [`${HEADER}\nversion = ${LOCKFILE_VERSION}\n`, ...blocks].join('\n');
}

/** One `[[skill]]` block, ending in a newline; also the text by which two entries are compared. */
export function formatLockedSkill(skill: LockedSkill): string {
  const { pin } = skill;
  const home = homeRegistry(pin);
  const dependencies = skill.dependencies
    .toSorted(byId)
    .map((edge) => formatDependency(edge, home));
  const lines: Line[] = [
    ['name', skill.id],
    ['version', pin.kind === 'path' ? undefined : skill.version],
    ...pinLines(pin),
    ['integrity', skill.integrity ?? undefined],
    ['patch', skill.patch?.file],
    ['patched', skill.patch?.result],
  ];
  const written = lines.flatMap(([key, value]) =>
    value === undefined ? [] : [`${key} = ${quoteToml(value)}\n`],
  );
  if (dependencies.length > 0) {
    written.push(`dependencies = [${dependencies.map(quoteToml).join(', ')}]\n`);
  }
  return `[[skill]]\n${written.join('')}`;
}

function pinLines(pin: Pin): readonly Line[] {
  switch (pin.kind) {
    case 'registry':
      return [
        ['source', `registry+${pin.registry}`],
        ['repository', pin.repository],
        ['tag', pin.tag],
        ['commit', pin.commit],
        ['path', pin.path === '' ? undefined : pin.path],
      ];
    case 'git':
      return [
        ['source', `git+${pin.url}`],
        ...referenceLines(pin.reference, pin.tag),
        ['commit', pin.commit],
        ['path', pin.path === '' ? undefined : pin.path],
      ];
    case 'path':
      return [['source', `path+${relativeFolder(pin.path)}`]];
    case 'npm':
      return [
        ['source', `npm+${pin.package}`],
        ['skill', pin.skill === '' ? undefined : pin.skill],
        ['path', pin.path],
      ];
  }
}

function referenceLines(reference: GitReference, chosenTag: string | undefined): readonly Line[] {
  switch (reference.kind) {
    case 'default':
      return [];
    case 'versions':
      return [
        ['pin', 'versions'],
        ['tag', chosenTag],
      ];
    case 'branch':
    case 'tag':
      return [[reference.kind, reference.name]];
    case 'commit':
      return [['rev', reference.id]];
  }
}

function relativeFolder(path: string): string {
  if (isRelativeFolder(path)) return path;
  throw new PaksError('SOURCE_INVALID', {
    message: `the folder \`${path}\` cannot be locked: its path is not relative`,
    hint: 'name the folder relative to `paks.toml`, for example `./skills/name`',
  });
}

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}

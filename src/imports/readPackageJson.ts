import { isPackageName } from '../model/packageName.ts';
import { normalizeFolder } from '../model/folderPath.ts';
import type { ForeignNode } from './ForeignNode.ts';
import { foreignRepository } from './foreignRepository.ts';
import type { ForeignSource, ImportedSkill, ImportReading } from './ImportReading.ts';
import { noEquivalent, type ForeignLine, readLines } from './noEquivalent.ts';
import { readCommitLock } from './readCommitLock.ts';

const HOST = 'github.com';

/**
 * The `skills` of a `package.json`, in both kinds in use: a list of sources, and an object of sources by
 * name, whose commits are in the `skills-lock.json` beside it (`lock`).
 */
export function readPackageJson(root: ForeignNode, lock: ForeignNode | null): ImportReading {
  const field = root.get('skills');
  if (field === undefined) return root.fail('it has no `skills`');
  const agents = root.get('skillsConfig')?.texts('agents') ?? [];
  if (field.isList) {
    const lines = field.items().map((item): ForeignLine => [nameOf(item), () => readItem(item)]);
    return { agents, ...readLines(lines) };
  }
  const isCommitLock = lock?.get('lockfileVersion') !== undefined;
  const locked = lock !== null && isCommitLock ? readCommitLock(lock).skills : [];
  const byName = new Map(locked.map((skill) => [skill.name, skill]));
  const lines = field
    .entries()
    .map(
      ([name, entry]): ForeignLine => [
        name,
        () => [withLock(readNamed(name, entry), byName.get(name))],
      ],
    );
  return { agents, ...readLines(lines) };
}

/** What a lock adds holds only while it is of the very same source. */
function withLock(skill: ImportedSkill, locked: ImportedSkill | undefined): ImportedSkill {
  return locked === undefined || locked.written !== skill.written ? skill : locked;
}

function readNamed(name: string, entry: ForeignNode): ImportedSkill {
  const written = entry.isText ? entry.text() : entry.requiredText('source');
  const path = entry.isText ? undefined : entry.optionalText('path');
  return { ...plainSkill(name, written), source: sourceOf(written, { path }) };
}

function readItem(item: ForeignNode): readonly ImportedSkill[] {
  if (item.isText) {
    const written = item.text();
    // The skill after the last `@`; a scope, a user and a host stand before a slash or a colon.
    const [, source = written, skill = null] = /^(.+)@([^@/:]+)$/.exec(written) ?? [];
    return [{ ...plainSkill(skill, written), source: sourceOf(source, {}) }];
  }
  const written = item.requiredText('source');
  const source = sourceOf(written, { reference: item.optionalText('ref') });
  const names = item.texts('skills');
  return (names.length === 0 ? [null] : names).map((name) => ({
    ...plainSkill(name, written),
    source,
  }));
}

function nameOf(item: ForeignNode): string {
  return item.isText ? item.text() : (item.optionalText('source') ?? 'an entry of `skills`');
}

interface Details {
  readonly path?: string | undefined;
  readonly reference?: string | undefined;
}

function sourceOf(written: string, { path, reference }: Details): ForeignSource {
  if (written.startsWith('npm:')) {
    const name = written.slice('npm:'.length);
    if (!isPackageName(name)) throw noEquivalent(`\`${name}\` is not an npm package`);
    return { kind: 'npm', package: name };
  }
  if (written.startsWith('file:')) {
    const folder = normalizeFolder(`${written.slice('file:'.length)}/${path ?? ''}`);
    if (folder === null) throw noEquivalent(`\`${written}\` is not a folder`);
    return { kind: 'path', path: folder };
  }
  const [address = '', fragment] = written.split('#', 2);
  return foreignRepository(address, { host: HOST, path, reference: reference ?? fragment });
}

function plainSkill(name: string | null, written: string): Omit<ImportedSkill, 'source'> {
  return { name, except: [], commit: null, hash: null, group: null, written };
}

import { normalizeFolder } from '../model/folderPath.ts';
import { isCommitId } from '../model/Locator.ts';
import { isRange, parseRange } from '../model/Range.ts';
import type { ForeignNode } from './ForeignNode.ts';
import { foreignRepository } from './foreignRepository.ts';
import type { ForeignSource, ImportedSkill, ImportReading, Unmatched } from './ImportReading.ts';
import { type ForeignLine, noEquivalent, readLines } from './noEquivalent.ts';

const HOST = 'github.com';
const ONE_FILE = /\.(?:prompt|instructions|agent|chatmode|context|md)(?:\.md)?$/;
const DEV = 'dev';

/** apm: the packages of `apm.yml`, and the commits of the `apm.lock.yaml` beside it. */
export function readApm(root: ForeignNode, lock: ForeignNode | null): ImportReading {
  const locked = lock?.get('dependencies')?.items() ?? [];
  const lines: ForeignLine[] = [];
  const unmatched: Unmatched[] = [];
  for (const [table, group] of [
    ['dependencies', null],
    ['devDependencies', DEV],
  ] as const) {
    const dependencies = root.get(table);
    if (dependencies === undefined || dependencies.isNull) continue;
    for (const [kind, member] of dependencies.entries()) {
      if (kind !== 'apm') {
        unmatched.push({ what: `${table}.${kind}`, why: 'Paks installs skills only' });
        continue;
      }
      for (const item of member.isNull ? [] : member.items()) {
        lines.push([nameOf(item), () => [withCommit(readItem(item, group), locked)]]);
      }
    }
  }
  const read = readLines(lines);
  return { agents: [], skills: read.skills, unmatched: [...read.unmatched, ...unmatched] };
}

function nameOf(item: ForeignNode): string {
  if (item.isText) return item.text();
  const keys = ['git', 'path', 'name', 'id'] as const;
  return (
    keys.map((key) => item.optionalText(key)).find((text) => text !== undefined) ?? 'a dependency'
  );
}

function readItem(item: ForeignNode, group: string | null): ImportedSkill {
  const written = nameOf(item);
  const about = { except: [], commit: null, hash: null, group, written };
  if (item.isText) return { ...about, name: null, source: sourceOf(written, {}) };
  for (const key of ['marketplace', 'id', 'registry']) {
    if (item.optionalText(key) !== undefined) {
      throw noEquivalent(`Paks has no source of apm's \`${key}\`; add the repository by hand`);
    }
  }
  const git = item.optionalText('git');
  const path = item.optionalText('path');
  if (git === undefined) {
    return { ...about, name: null, source: sourceOf(path ?? item.fail('it names no source'), {}) };
  }
  const source = sourceOf(git, { path, reference: item.optionalText('ref') });
  return { ...about, name: item.optionalText('alias') ?? null, source };
}

interface Details {
  readonly path?: string | undefined;
  readonly reference?: string | undefined;
}

function sourceOf(written: string, { path, reference }: Details): ForeignSource {
  if (/^(?:\.{1,2}(?:\/|$)|\/|~)/.test(written)) {
    const folder = written.startsWith('~') ? null : normalizeFolder(written);
    if (folder === null) throw noEquivalent(`\`${written}\` is not a folder`);
    return { kind: 'path', path: folder };
  }
  const [address = '', fragment] = written.split('#', 2);
  const wanted = reference ?? fragment;
  const isWanted = wanted !== undefined && isSemverRange(wanted);
  const options = { host: HOST, path, reference: isWanted ? undefined : wanted };
  const repository = foreignRepository(address, options);
  if (ONE_FILE.test(repository.path ?? '')) {
    throw noEquivalent('it is a single file, and a skill is a directory with a `SKILL.md`');
  }
  if (!isWanted) return repository;
  return {
    ...repository,
    reference: { kind: 'range', range: parseRange(wanted.replace(/^=/, '')) },
  };
}

/** What apm takes for a range: never a tag such as `v1.0.0`, nor a branch called `1`. */
function isSemverRange(text: string): boolean {
  return isRange(text) && (/^[\^~<>=]/.test(text) || /^\d+\.\d+\.(?:\d+|x)$/.test(text));
}

function withCommit(skill: ImportedSkill, locked: readonly ForeignNode[]): ImportedSkill {
  const { source } = skill;
  if (source.kind !== 'git') return skill;
  for (const entry of locked) {
    const address = entry.optionalText('repo_url');
    const isSame =
      address !== undefined &&
      keyOf(withHost(address, entry.optionalText('host'))) === keyOf(source.url) &&
      (entry.optionalText('virtual_path') ?? '') === (source.path ?? '');
    if (!isSame) continue;
    const commit = entry.optionalText('resolved_commit');
    if (commit === undefined) return skill;
    if (!isCommitId(commit)) return entry.fail('`resolved_commit` has to be 40 hex digits');
    return { ...skill, commit };
  }
  return skill;
}

function withHost(address: string, host: string | undefined): string {
  const isFull = address.includes('://') || /^[^/]+\.[^/]+\/[^/]+\/[^/]+/.test(address);
  return isFull ? address : `${host ?? HOST}/${address}`;
}

/** Host and path alone: scheme, user and `.git` say nothing about which repository it is. */
function keyOf(url: string): string {
  return url
    .toLowerCase()
    .replace(/^[a-z+]+:\/\/(?:[^@/]*@)?/, '')
    .replace(/^[^@/]+@([^:/]+):/, '$1/')
    .replace(/(?:\.git)?\/*$/, '');
}

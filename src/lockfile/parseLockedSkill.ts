import type { Dependency } from '../model/Dependency.ts';
import { type Integrity, isIntegrity } from '../model/Integrity.ts';
import {
  type CommitId,
  isCommitId,
  LOCAL_VERSION,
  type NpmPin,
  type Pin,
} from '../model/Locator.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import type { Version } from '../model/Range.ts';
import { NPM_SKILLS } from '../model/packageName.ts';
import { isReferenceName } from '../model/referenceName.ts';
import { isSkillId, type SkillId } from '../model/SkillId.ts';
import { homeRegistry, parseDependency } from './dependencyText.ts';
import type { LockBlock } from './LockBlock.ts';
import { isNormalDirectory, isNormalUrl } from './normalForms.ts';
import { isNormalVersion } from './normalVersion.ts';
import { parseReference } from './parseReference.ts';
import { parseSource } from './sourceText.ts';

const PATCH_KEYS = ['patch', 'patched'];
const COMMON_KEYS = [
  'name',
  'version',
  'source',
  'commit',
  'path',
  'integrity',
  'dependencies',
  ...PATCH_KEYS,
];
const REGISTRY_KEYS = [...COMMON_KEYS, 'repository', 'tag'];
const GIT_KEYS = [...COMMON_KEYS, 'branch', 'tag', 'rev', 'pin'];
const NPM_KEYS = [
  'name',
  'version',
  'source',
  'skill',
  'path',
  'integrity',
  'dependencies',
  ...PATCH_KEYS,
];
const PATH_KEYS = ['name', 'source', 'dependencies'];

/** One `[[skill]]` block as data; every doubt is a refusal (`docs/spec/lockfile.md`). */
export function parseLockedSkill(block: LockBlock): LockedSkill {
  const id = parseId(block);
  const pin = parsePin(block);
  const isFolder = pin.kind === 'path';
  return {
    id,
    version: isFolder ? LOCAL_VERSION : parseVersion(block),
    pin,
    integrity: isFolder ? null : parseIntegrity(block, 'integrity'),
    dependencies: parseDependencies(block, pin),
    ...parsePatch(block),
  };
}

/** Where a patch is locked, so is what it made of the skill. */
function parsePatch(block: LockBlock): Pick<LockedSkill, 'patch'> {
  const keys = ['patch', 'patched'];
  if (keys.every((key) => block.optionalText(key) === undefined)) return {};
  const file = parseIntegrity(block, 'patch');
  return { patch: { file, result: parseIntegrity(block, 'patched') } };
}

function parseId(block: LockBlock): SkillId {
  const name = block.text('name');
  return isSkillId(name) ? name : block.refuse('name', `\`${name}\` is not a skill name`);
}

function parsePin(block: LockBlock): Pin {
  const text = block.text('source');
  const source = parseSource(text);
  if (source === null) return refuseSource(block, text);
  switch (source.kind) {
    case 'registry':
      block.allowOnly(REGISTRY_KEYS, 'a registry skill');
      return { ...source, ...indexedFrom(block) };
    case 'git':
      if (text.includes('#')) return refuseSource(block, text);
      block.allowOnly(GIT_KEYS, 'a git skill');
      return {
        kind: 'git',
        url: source.url,
        path: parseDirectory(block),
        ...parseReference(block),
        commit: parseCommit(block, block.text('commit')),
      };
    case 'path':
      block.allowOnly(PATH_KEYS, 'a folder');
      return source;
    case 'npm':
      if (text.includes('#')) return refuseSource(block, text);
      block.allowOnly(NPM_KEYS, 'a skill of an npm package');
      return parseNpmPin(block, source.package);
  }
}

function refuseSource(block: LockBlock, text: string): never {
  return block.refuse(
    'source',
    `\`${text}\` is not a source: it must be \`registry+NAME\`, \`git+URL\` without credentials, \`path+RELATIVE\` or \`npm+PACKAGE\``,
  );
}

function parseNpmPin(block: LockBlock, name: string): NpmPin {
  const skill = block.optionalText('skill') ?? '';
  const path = parseDirectory(block);
  const [folder, directory, ...deeper] = path.split('/');
  if (folder !== NPM_SKILLS || directory === undefined || deeper.length > 0) {
    block.refuse('path', `\`${path}\` is not a directory below \`${NPM_SKILLS}\``);
  }
  if (skill !== '' && skill !== directory) {
    block.refuse('skill', `\`${skill}\` is not the skill at \`${path}\``);
  }
  return { kind: 'npm', package: name, skill, path };
}

function indexedFrom(block: LockBlock) {
  const repository = block.optionalText('repository');
  const tag = block.optionalText('tag');
  const commit = block.optionalText('commit');
  if (repository === undefined) {
    if (block.optionalText('path') !== undefined)
      block.refuse('path', '`path` needs a `repository`');
  } else if (!isNormalUrl(repository)) {
    block.refuse(
      'repository',
      `\`${repository}\` is not the address of a repository without credentials`,
    );
  }
  if (tag !== undefined && !isReferenceName(tag))
    block.refuse('tag', `\`${tag}\` is not a tag name`);
  return {
    ...(repository !== undefined && { repository, path: parseDirectory(block) }),
    ...(tag !== undefined && { tag }),
    ...(commit !== undefined && { commit: parseCommit(block, commit) }),
  };
}

function parseDirectory(block: LockBlock): string {
  const path = block.optionalText('path') ?? '';
  if (isNormalDirectory(path)) return path;
  return block.refuse('path', `\`${path}\` is not a directory inside a repository`);
}

function parseCommit(block: LockBlock, text: string): CommitId {
  if (isCommitId(text)) return text;
  return block.refuse('commit', `\`${text}\` is not a commit: it must be 40 lower-case hex digits`);
}

function parseVersion(block: LockBlock): Version {
  const text = block.text('version');
  if (isNormalVersion(text)) return text;
  return block.refuse('version', `\`${text}\` is not an exact semantic version`);
}

function parseIntegrity(block: LockBlock, key: string): Integrity {
  const text = block.text(key);
  if (isIntegrity(text)) return text;
  return block.refuse(key, `\`${text}\` is not a sha256 integrity`);
}

function parseDependencies(block: LockBlock, pin: Pin): readonly Dependency[] {
  const home = homeRegistry(pin);
  const dependencies = new Map<SkillId, Dependency>();
  for (const text of block.texts('dependencies')) {
    const dependency = parseDependency(text, home);
    if (dependency === null) {
      return block.refuse(
        'dependencies',
        `\`${text}\` is not a dependency: it must be \`name@range\``,
      );
    }
    if (dependencies.has(dependency.id)) {
      block.refuse('dependencies', `\`${dependency.id}\` is named twice`);
    }
    dependencies.set(dependency.id, dependency);
  }
  return [...dependencies.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
}

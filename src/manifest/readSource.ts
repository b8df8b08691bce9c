import { isPaksError } from '../errors/PaksError.ts';
import { normalizeDirectory, normalizeFolder } from '../model/folderPath.ts';
import { type GitUrl, gitUrlParts, isLoopback, parseGitUrl } from '../model/GitUrl.ts';
import { isCommitId } from '../model/Locator.ts';
import { ANY, parseRange, type Range } from '../model/Range.ts';
import { isPackageName } from '../model/packageName.ts';
import { isPortableName } from '../model/portableName.ts';
import { isReferenceName } from '../model/referenceName.ts';
import { isRegistryName } from '../model/registryName.ts';
import { qualifiedName, type SkillId } from '../model/SkillId.ts';
import type { GitReference, GitSource, RegistryName, Source } from '../model/Source.ts';

/** The keys by which a manifest or a `SKILL.md` says where a skill comes from. */
export const SOURCE_FIELDS = [
  'version',
  'registry',
  'git',
  'path',
  'branch',
  'tag',
  'rev',
  'npm',
  'skill',
] as const;

/** One of {@link SOURCE_FIELDS}. */
type SourceField = (typeof SOURCE_FIELDS)[number];

/** What was written for each field. */
export type SourceFields = Readonly<Partial<Record<SourceField, string>>>;

/** How to read fields: what an unnamed registry is, and where a mistake goes. */
export interface ReadSourceOptions {
  readonly registry: RegistryName;
  readonly insecure: boolean;
  /** Must throw; `field` is null where no single field is at fault. */
  readonly fail: (field: SourceField | null, message: string, hint?: string) => never;
}

/** A source and the range wanted of it; `*` where the source pins by itself. */
export interface WantedSource {
  readonly range: Range;
  readonly source: Source;
}

const REFERENCES = ['branch', 'tag', 'rev'] as const;

/** Decides the kind of source by the fields alone, and checks each; never asks disk or network. */
export function readSource(
  id: SkillId,
  fields: SourceFields,
  options: ReadSourceOptions,
): WantedSource {
  if (fields.npm !== undefined) return readNpm(id, fields.npm, fields, options);
  if (fields.skill !== undefined) {
    options.fail('skill', '`skill` needs `npm`', 'add `npm = "PACKAGE"`, or remove `skill`');
  }
  if (fields.git !== undefined) {
    if (fields.registry !== undefined) {
      options.fail('registry', `\`${id}\` has two sources, \`git\` and \`registry\``, KEEP_ONE);
    }
    return readGit(fields.git, fields, options);
  }
  const stray = REFERENCES.find((field) => fields[field] !== undefined);
  if (stray !== undefined) options.fail(stray, `\`${stray}\` needs \`git\``, GIT_NEEDED);
  if (fields.path !== undefined) return readFolder(id, fields.path, fields, options);
  return readRegistry(id, fields, options);
}

const KEEP_ONE = 'keep one of them';
const GIT_NEEDED = 'add `git = "https://host/owner/repository.git"`';
const WHOLE_COMMIT = 'write all 40 hexadecimal digits of the commit';

function readRegistry(id: SkillId, fields: SourceFields, options: ReadSourceOptions): WantedSource {
  if (fields.version === undefined) {
    options.fail(
      null,
      `\`${id}\` does not say which version it wants`,
      'add `version = "*"`, or another source: `git` or `path`',
    );
  }
  if (qualifiedName(id) === null) {
    options.fail(
      null,
      `\`${id}\` names no account, so no registry has it`,
      `write \`account/${id}\` for a skill of a registry, or add \`git\` or \`path\``,
    );
  }
  if (fields.registry !== undefined && !isRegistryName(fields.registry)) {
    options.fail('registry', `\`${fields.registry}\` is not a registry name`);
  }
  const registry = fields.registry ?? options.registry;
  return { range: rangeOf(fields, options), source: { kind: 'registry', registry } };
}

function readFolder(
  id: SkillId,
  written: string,
  fields: SourceFields,
  options: ReadSourceOptions,
): WantedSource {
  if (fields.registry !== undefined) {
    options.fail('registry', `\`${id}\` has two sources, \`path\` and \`registry\``, KEEP_ONE);
  }
  if (fields.version !== undefined) {
    options.fail('version', 'a folder has no versions to choose from', 'remove `version`');
  }
  if (written.startsWith('~')) {
    options.fail(
      'path',
      '`~` is not expanded here',
      'write the path from the manifest, or in full',
    );
  }
  const path = normalizeFolder(written) ?? options.fail('path', `\`${written}\` is not a path`);
  return { range: ANY, source: { kind: 'path', path } };
}

function readNpm(
  id: SkillId,
  name: string,
  fields: SourceFields,
  options: ReadSourceOptions,
): WantedSource {
  for (const field of ['git', 'path', 'registry'] as const) {
    if (fields[field] === undefined) continue;
    options.fail(field, `\`${id}\` has two sources, \`npm\` and \`${field}\``, KEEP_ONE);
  }
  for (const field of ['version', ...REFERENCES] as const) {
    if (fields[field] === undefined) continue;
    const hint = `remove \`${field}\`; the version is chosen in \`package.json\``;
    options.fail(field, '`node_modules` holds one version of a package', hint);
  }
  if (!isPackageName(name)) {
    options.fail('npm', `\`${name}\` is not the name of an npm package`);
  }
  const { skill = '' } = fields;
  if (skill !== '' && !isPortableName(skill)) {
    options.fail('skill', `\`${skill}\` is not a directory below \`skills\` of a package`);
  }
  return { range: ANY, source: { kind: 'npm', package: name, skill } };
}

function readGit(written: string, fields: SourceFields, options: ReadSourceOptions): WantedSource {
  const url = tried(
    () => parseGitUrl(written),
    (message, hint) => options.fail('git', message, hint),
  );
  refuseInsecure(url, options);
  const chosen = [...REFERENCES, 'version' as const].filter((field) => fields[field] !== undefined);
  const [first, second] = chosen;
  if (first !== undefined && second !== undefined) {
    options.fail(second, `\`${first}\` and \`${second}\` both say which commit`, KEEP_ONE);
  }
  const directory = fields.path ?? '';
  const path =
    normalizeDirectory(directory) ??
    options.fail('path', `\`${directory}\` is not a directory inside the repository`);
  const reference = readReference(fields, options);
  const source: GitSource = { kind: 'git', url, path, reference };
  return { range: reference.kind === 'versions' ? rangeOf(fields, options) : ANY, source };
}

function readReference(fields: SourceFields, options: ReadSourceOptions): GitReference {
  if (fields.version !== undefined) return { kind: 'versions' };
  if (fields.rev !== undefined) {
    const id = fields.rev.toLowerCase();
    if (!isCommitId(id)) options.fail('rev', `\`${fields.rev}\` is not a commit`, WHOLE_COMMIT);
    return { kind: 'commit', id };
  }
  for (const kind of ['branch', 'tag'] as const) {
    const name = fields[kind];
    if (name === undefined) continue;
    if (!isReferenceName(name))
      options.fail(kind, `\`${name}\` is not a ${kind} name paks can use`);
    return { kind, name };
  }
  return { kind: 'default' };
}

function rangeOf({ version = '*' }: SourceFields, options: ReadSourceOptions): Range {
  return tried(
    () => parseRange(version),
    (message, hint) => options.fail('version', message, hint),
  );
}

function refuseInsecure(url: GitUrl, options: ReadSourceOptions): void {
  const { scheme, host } = gitUrlParts(url);
  if (scheme !== 'http' || isLoopback(host) || options.insecure) return;
  options.fail(
    'git',
    `\`${url}\` is plain http, which anyone on the way can change`,
    'use `https`, or add `insecure = true` to accept that',
  );
}

function tried<Value>(parse: () => Value, fail: (message: string, hint?: string) => never): Value {
  try {
    return parse();
  } catch (thrown) {
    if (!isPaksError(thrown)) throw thrown;
    return fail(thrown.message, thrown.hint);
  }
}

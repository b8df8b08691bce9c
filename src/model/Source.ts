/** The name of a registry in the user's or the project's settings; `paks` is the public one. */
export type RegistryName = string;

/** The registry that unqualified names come from unless the settings say otherwise. */
export const DEFAULT_REGISTRY: RegistryName = 'paks';

/** What a git source points at. `versions`: the repository's semver tags, chosen by range. */
export type GitReference =
  | { readonly kind: 'versions' }
  | { readonly kind: 'default' }
  | { readonly kind: 'branch'; readonly name: string }
  | { readonly kind: 'tag'; readonly name: string }
  | { readonly kind: 'commit'; readonly id: string };

/** A registry by name. */
export interface RegistrySource {
  readonly kind: 'registry';
  readonly registry: RegistryName;
}

/** A directory of a git repository. `path` is `/`-separated, '' for the root. */
export interface GitSource {
  readonly kind: 'git';
  readonly url: string;
  readonly path: string;
  readonly reference: GitReference;
}

/** A folder, as written: relative to the manifest's directory, or absolute. */
export interface PathSource {
  readonly kind: 'path';
  readonly path: string;
}

/** A skill that ships inside an npm package, as `node_modules` holds it: `skills/NAME/SKILL.md`. */
export interface NpmSource {
  readonly kind: 'npm';
  /** The package's name, with its scope. */
  readonly package: string;
  /** The directory below the package's `skills`; '' for the only one there. */
  readonly skill: string;
}

/** Where a dependency may come from, as a person writes it. */
export type Source = RegistrySource | GitSource | PathSource | NpmSource;

/** One text for one source: two requirements on a skill agree only when these are equal. */
export function sourceKey(source: Source): string {
  switch (source.kind) {
    case 'registry':
      return `registry+${source.registry}`;
    case 'path':
      return `path+${source.path}`;
    case 'npm':
      return `npm+${npmText(source)}`;
    case 'git':
      return `git+${source.url}${fragment(source)}`;
  }
}

/** A source as a person would read it: `registry paks`, `https://…#tag=v1&path=a`, `./folder`. */
export function describeSource(source: Source): string {
  switch (source.kind) {
    case 'registry':
      return `registry \`${source.registry}\``;
    case 'path':
      return `\`${source.path}\``;
    case 'npm':
      return `\`npm:${npmText(source)}\``;
    case 'git':
      return `\`${source.url}${fragment(source)}\``;
  }
}

function npmText({ package: name, skill }: NpmSource): string {
  return skill === '' ? name : `${name}#skill=${skill}`;
}

function fragment(source: GitSource): string {
  const parts: string[] = [];
  const { reference } = source;
  if (reference.kind === 'branch' || reference.kind === 'tag') {
    parts.push(`${reference.kind}=${reference.name}`);
  }
  if (reference.kind === 'commit') parts.push(`rev=${reference.id}`);
  if (reference.kind === 'versions') parts.push('versions');
  if (source.path !== '') parts.push(`path=${source.path}`);
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
}

import { nearest } from '../errors/nearest.ts';
import { PaksError } from '../errors/PaksError.ts';
import type { RemoteReference } from '../git/GitClient.ts';
import type { GitSource } from '../model/Source.ts';
import type { GitObjects } from './GitObjects.ts';

/**
 * Asks a remote for the reference that a source names, and for no other: a repository may have
 * thousands. Its neighbours are asked for only to suggest one. Throws `REF_NOT_FOUND`.
 */
export async function askReference(
  objects: GitObjects,
  source: GitSource,
): Promise<RemoteReference> {
  const wanted = fullName(source);
  const listed = await objects.references(source.url, wanted);
  if (wanted === 'HEAD' || listed.some(({ name }) => name === wanted)) {
    return findReference(source, listed);
  }
  const neighbours = wanted.split('/', 2).join('/');
  return findReference(source, await objects.references(source.url, `${neighbours}/`));
}

/**
 * The reference that a source names, among those a remote listed; names must agree exactly, so that a
 * branch never stands in for a tag (T10). Throws `REF_NOT_FOUND`.
 */
export function findReference(
  source: GitSource,
  references: readonly RemoteReference[],
): RemoteReference {
  const wanted = fullName(source);
  const found = references.find((reference) => reference.name === wanted);
  if (found !== undefined) return found;
  const { reference, url } = source;
  if (reference.kind !== 'branch' && reference.kind !== 'tag') {
    throw new PaksError('REF_NOT_FOUND', {
      message: `\`${url}\` has no default branch; is the repository empty?`,
      hint: 'name a `branch`, a `tag` or a `rev`',
    });
  }
  const near = nearest(
    wanted,
    references.map(({ name }) => name),
  )?.replace(/^refs\/\w+\//, '');
  throw new PaksError('REF_NOT_FOUND', {
    message: `\`${url}\` has no ${reference.kind} \`${reference.name}\``,
    hint:
      near === undefined ? `check the name of the ${reference.kind}` : `did you mean \`${near}\`?`,
    data: { url, [reference.kind]: reference.name },
  });
}

function fullName({ reference }: GitSource): string {
  switch (reference.kind) {
    case 'branch':
      return `refs/heads/${reference.name}`;
    case 'tag':
      return `refs/tags/${reference.name}`;
    case 'default':
    case 'versions':
    case 'commit':
      return 'HEAD';
  }
}

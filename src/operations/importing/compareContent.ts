import { createHash } from 'node:crypto';
import type { TreeEntry } from '../../git/GitClient.ts';
import type { ForeignHash } from '../../imports/ImportReading.ts';
import type { SkillFile } from '../../model/SkillTree.ts';

/** The hash that another tool would have made of these files, to hold against the one it had. */
export function foreignHash(
  kind: Exclude<ForeignHash['kind'], 'tree'>,
  files: readonly SkillFile[],
): string {
  const hash = createHash('sha256');
  const counted = files.filter(({ path }) => !path.split('/').includes('node_modules'));
  if (kind === 'concatenated') {
    const sorted = counted.toSorted((left, right) => left.path.localeCompare(right.path));
    for (const { path, bytes } of sorted) hash.update(path).update(bytes);
    return hash.digest('hex');
  }
  for (const { path, bytes } of files.toSorted(byDirectory)) {
    hash.update(path).update('\0').update(bytes).update('\0');
  }
  return hash.digest('base64');
}

/** Directory by directory, each sorted by its names: as a walk comes by. */
function byDirectory(left: SkillFile, right: SkillFile): number {
  const [one, other] = [left.path.split('/'), right.path.split('/')];
  for (const [index, name] of one.entries()) {
    const order = name.localeCompare(other[index] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

/** Git's own id of a directory (`git mktree`), from all leaves below it with paths relative to it. */
export function treeId(entries: readonly TreeEntry[]): string {
  const children = new Map<string, TreeEntry[]>();
  const lines: { readonly sortKey: string; readonly bytes: Buffer }[] = [];
  for (const entry of entries) {
    const [name = '', ...rest] = entry.path.split('/');
    if (rest.length === 0) lines.push(line(name, entry.mode, entry.id));
    else {
      const inside = children.get(name) ?? [];
      inside.push({ ...entry, path: rest.join('/') });
      children.set(name, inside);
    }
  }
  for (const [name, inside] of children) lines.push(line(name, '40000', treeId(inside)));
  const sorted = lines.toSorted((left, right) =>
    Buffer.compare(Buffer.from(left.sortKey), Buffer.from(right.sortKey)),
  );
  const body = Buffer.concat(sorted.map(({ bytes }) => bytes));
  return createHash('sha1').update(`tree ${body.length}\0`).update(body).digest('hex');
}

/** Git sorts a directory as if its name ended in a slash. */
function line(name: string, mode: string, id: string) {
  const sortKey = mode === '40000' ? `${name}/` : name;
  return {
    sortKey,
    bytes: Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]),
  };
}

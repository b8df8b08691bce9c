import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { bytesOf, type HostileEntry, segmentsOf } from './HostileSkill.ts';

interface TreeNode {
  readonly name: Buffer;
  /** Null for a directory. */
  readonly entry: HostileEntry | null;
  readonly children: TreeNode[];
}

const AUTHOR = 'Tester <tester@example.test> 1785542400 +0000';

/**
 * Commits a skill below `skill/` on a branch of its own in the bare repository at `repository`. The
 * objects are written byte by byte, so that names may stand in them that git itself would refuse.
 */
export function commitHostile(
  repository: string,
  branch: string,
  entries: readonly HostileEntry[],
): string {
  const root: TreeNode = { name: Buffer.from(''), entry: null, children: [] };
  for (const entry of entries) place(root, ['skill', ...segmentsOf(entry)], entry);
  const tree = writeTree(repository, root);
  const text = `tree ${tree}\nauthor ${AUTHOR}\ncommitter ${AUTHOR}\n\n${branch}\n`;
  const commit = writeObject(repository, 'commit', Buffer.from(text));
  writeFileSync(join(repository, 'refs/heads', branch), `${commit}\n`);
  return commit;
}

/** Directories are shared by name; files never are, so that a name can stand twice. */
function place(
  root: TreeNode,
  segments: readonly (string | Uint8Array)[],
  entry: HostileEntry,
): void {
  let node = root;
  for (const [index, segment] of segments.entries()) {
    const name = Buffer.from(segment as string);
    if (index === segments.length - 1) {
      node.children.push({ name, entry, children: [] });
      return;
    }
    const known = node.children.find((child) => child.entry === null && child.name.equals(name));
    const next = known ?? { name, entry: null, children: [] };
    if (known === undefined) node.children.push(next);
    node = next;
  }
}

function writeTree(repository: string, { children }: TreeNode): string {
  const parts = children.flatMap((child) => {
    const [mode, id] = referenceTo(repository, child);
    return [Buffer.from(`${mode} `), child.name, Buffer.from([0]), Buffer.from(id, 'hex')];
  });
  return writeObject(repository, 'tree', Buffer.concat(parts));
}

function referenceTo(
  repository: string,
  node: TreeNode,
): readonly [mode: string, objectId: string] {
  const { entry } = node;
  if (entry === null) return ['40000', writeTree(repository, node)];
  if (entry.mode === '160000') return [entry.mode, '1'.repeat(40)];
  return [entry.mode ?? '100644', writeObject(repository, 'blob', bytesOf(entry))];
}

function writeObject(repository: string, type: string, content: Buffer): string {
  const object = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const id = createHash('sha1').update(object).digest('hex');
  const path = join(repository, 'objects', id.slice(0, 2), id.slice(2));
  if (existsSync(path)) return id;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, deflateSync(object, { level: 1 }));
  return id;
}

import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every file below a folder: `/`-separated path to its text, with ` [755]` behind the path of what
 * may be executed and `-> target` for links. Names in `skip` are left out at the top.
 */
export function readTree(folder: string, skip: readonly string[] = []): Record<string, string> {
  const tree: Record<string, string> = {};
  const visit = (directory: string, prefix: string): void => {
    for (const name of readdirSync(directory).sort()) {
      if (prefix === '' && skip.includes(name)) continue;
      const path = join(directory, name);
      const status = lstatSync(path);
      if (status.isSymbolicLink()) tree[`${prefix}${name}`] = `-> ${readlinkSync(path)}`;
      else if (status.isDirectory()) visit(path, `${prefix}${name}/`);
      else {
        const mode = (status.mode & 0o100) === 0 ? '' : ' [755]';
        tree[`${prefix}${name}${mode}`] = readFileSync(path, 'utf8');
      }
    }
  };
  visit(folder, '');
  return tree;
}

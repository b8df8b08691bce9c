import type { Environment } from '../../../src/io/environment.ts';
import type { FileSystem } from '../../../src/io/FileSystem.ts';

/** A disk that holds just these files and can only read them. */
export function memoryFiles(files: Readonly<Record<string, string | Uint8Array>>): FileSystem {
  const readFile = (path: string): Uint8Array => {
    const content = files[path];
    if (content === undefined) throw Object.assign(new Error(path), { code: 'ENOENT' });
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  };
  const stat = (path: string) =>
    files[path] === undefined
      ? undefined
      : { isFile: () => true, isDirectory: () => false, size: readFile(path).length };
  return { readFile, stat } as unknown as FileSystem;
}

/** A Linux user `/home/ada` with these variables. */
export function surroundings(
  variables: Environment['variables'] = {},
  more: Partial<Environment> = {},
): Environment {
  return { variables, platform: 'linux', home: '/home/ada', ...more };
}

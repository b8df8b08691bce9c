/** The part of Node's promise API that isomorphic-git calls, over files in memory. */
export type MemoryFiles = ReturnType<typeof createMemoryFiles>;

interface Status {
  readonly type: 'file' | 'dir';
  readonly size: number;
  readonly mode: number;
  readonly ino: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly uid: number;
  readonly gid: number;
  readonly dev: number;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/**
 * Files that live as long as the object does. Directories exist as soon as anything asks to make them;
 * links do not exist.
 */
export function createMemoryFiles() {
  const files = new Map<string, Uint8Array>();
  const directories = new Set<string>(['/']);
  const status = async (path: string): Promise<Status> => {
    const file = files.get(normal(path));
    if (file === undefined && !directories.has(normal(path))) throw failure('ENOENT', path);
    return describe(file);
  };
  return {
    promises: {
      readFile: async (path: string, options?: string | { encoding?: string }) => {
        const bytes = files.get(normal(path));
        if (bytes === undefined) throw failure('ENOENT', path);
        const encoding = typeof options === 'string' ? options : options?.encoding;
        const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        return encoding === undefined ? view : view.toString('utf8');
      },
      writeFile: async (path: string, data: Uint8Array | string) => {
        files.set(normal(path), typeof data === 'string' ? Buffer.from(data) : data);
      },
      mkdir: async (path: string) => void directories.add(normal(path)),
      readdir: async (path: string) => {
        const prefix = normal(path) === '/' ? '/' : `${normal(path)}/`;
        const below = [...files.keys(), ...directories].filter((name) => name.startsWith(prefix));
        const names = below.map((name) => name.slice(prefix.length).split('/', 1)[0] ?? '');
        return [...new Set(names)].filter((name) => name !== '');
      },
      stat: status,
      lstat: status,
      unlink: async (path: string) => void files.delete(normal(path)),
      rmdir: async (path: string) => void directories.delete(normal(path)),
      readlink: async (path: string) => await Promise.reject(failure('EINVAL', path)),
      symlink: async (_target: string, path: string) =>
        await Promise.reject(failure('EPERM', path)),
    },
  };
}

function describe(file: Uint8Array | undefined): Status {
  const isFile = file !== undefined;
  return {
    type: isFile ? 'file' : 'dir',
    size: file?.length ?? 0,
    mode: isFile ? 0o100644 : 0o40755,
    ino: 0,
    mtimeMs: 0,
    ctimeMs: 0,
    uid: 0,
    gid: 0,
    dev: 0,
    isFile: () => isFile,
    isDirectory: () => !isFile,
    isSymbolicLink: () => false,
  };
}

function normal(path: string): string {
  return `/${path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')}`;
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

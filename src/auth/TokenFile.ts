import { randomBytes } from 'node:crypto';
import { isPaksError, PaksError } from '../errors/PaksError.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { readPrivateFile, writePrivateFile } from '../io/privateFile.ts';
import { sealTokens, type Tokens, unsealTokens } from './sealTokens.ts';

/** The encrypted file of tokens, for machines without a keychain. Callers hold a lock while they change it. */
export interface TokenFile {
  readonly path: string;
  /**
   * The token of an origin, or null. Throws `CREDENTIALS_INVALID` where the file was changed or moved
   * here from another machine, or where it or its key may be read by others.
   */
  read(origin: string): Promise<string | null>;
  /** Keeps a token; a file that cannot be opened any more is replaced. */
  write(origin: string, token: string): Promise<void>;
  /** Removes a token, and the file with the last one or where none can be read any more. */
  remove(origin: string): Promise<void>;
}

/** Where it is. The key is another file, in another directory. */
export interface TokenFileOptions {
  readonly fs: FileSystem;
  readonly path: string;
  readonly keyPath: () => string;
}

const KEY_BYTES = 32;
const LARGEST = 1024 * 1024;

/** See {@link TokenFile}. Neither file is there before the first token is written. */
export function openTokenFile({ fs, path, keyPath }: TokenFileOptions): TokenFile {
  const readKey = (): Uint8Array | null => {
    const key = readPrivateFile(fs, keyPath(), LARGEST);
    return key?.length === KEY_BYTES ? key : null;
  };
  const readAll = async (): Promise<Tokens> => {
    const bytes = readPrivateFile(fs, path, LARGEST);
    if (bytes === null) return new Map();
    const key = readKey();
    const text = new TextDecoder().decode(bytes);
    const tokens = key === null ? null : await unsealTokens(text, key);
    if (tokens === null) throw unreadable(path);
    return tokens;
  };
  const writeAll = async (tokens: Tokens): Promise<void> => {
    const known = readKey();
    const key = known ?? randomBytes(KEY_BYTES);
    if (known === null) writePrivateFile(fs, keyPath(), key);
    writePrivateFile(fs, path, await sealTokens(tokens, key));
  };
  return {
    path,
    read: async (origin) => (await readAll()).get(origin) ?? null,
    write: async (origin, token) => {
      await writeAll(new Map(await orEmpty(readAll)).set(origin, token));
    },
    remove: async (origin) => {
      const tokens = new Map(await orEmpty(readAll));
      const isChange = tokens.delete(origin);
      if (tokens.size > 0 && isChange) await writeAll(tokens);
      if (tokens.size === 0 && fs.lstat(path) !== undefined) fs.removeFile(path);
    },
  };
}

/** Only for a file whose tokens are lost in any case: what others could read is still refused. */
async function orEmpty(readAll: () => Promise<Tokens>): Promise<Tokens> {
  return await readAll().catch((error: unknown) => {
    if (isPaksError(error) && error.data['lost'] === true) return new Map<string, string>();
    throw error;
  });
}

function unreadable(path: string): PaksError {
  return new PaksError('CREDENTIALS_INVALID', {
    message: `\`${path}\` was changed, or sealed with the key of another machine`,
    hint: 'sign in again with `paks login`, which writes it anew',
    data: { path, lost: true },
  });
}

import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';

/** Tokens by the origin that they belong to. */
export type Tokens = ReadonlyMap<string, string>;

const VERSION = 1;
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** RFC 7914; fixed by the format's version, so that no file can ask for more memory. */
const COST = { N: 2 ** 14, r: 8, p: 1 };

/**
 * Tokens as the text of the `credentials` file: AES-256-GCM under a key derived by scrypt from the
 * machine's key and a fresh salt. What is readable in it is authenticated too.
 */
export async function sealTokens(tokens: Tokens, machineKey: Uint8Array): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, await deriveKey(machineKey, salt), nonce);
  cipher.setAAD(header(salt, nonce));
  const plain = JSON.stringify(Object.fromEntries(tokens));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  const fields = { salt, nonce, tag: cipher.getAuthTag(), sealed };
  const encoded = Object.entries(fields).map(([name, bytes]) => [name, bytes.toString('base64')]);
  return `${JSON.stringify({ version: VERSION, ...Object.fromEntries(encoded) }, null, 2)}\n`;
}

/** What {@link sealTokens} sealed; null for a text that was changed, or sealed with another key. */
export async function unsealTokens(text: string, machineKey: Uint8Array): Promise<Tokens | null> {
  try {
    const { version, ...fields } = JSON.parse(text) as Record<string, unknown>;
    const [salt, nonce, tag, sealed] = ['salt', 'nonce', 'tag', 'sealed'].map((name) =>
      Buffer.from(String(fields[name]), 'base64'),
    );
    if (version !== VERSION || !salt || !nonce || !tag || !sealed) return null;
    const key = await deriveKey(machineKey, salt);
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(header(salt, nonce));
    decipher.setAuthTag(tag);
    const plain = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
    return new Map(Object.entries(JSON.parse(plain) as Record<string, string>));
  } catch {
    return null;
  }
}

function header(salt: Uint8Array, nonce: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`paks credentials ${VERSION}\n`), salt, nonce]);
}

function deriveKey(machineKey: Uint8Array, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(machineKey, salt, KEY_BYTES, COST, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

import { existsSync, readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates } from 'node:tls';
import { PaksError } from '../errors/PaksError.ts';
import type { ClientIdentity, NamedFile } from './HttpClientOptions.ts';

/** A client's certificate with its private key, as PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
  isShownTo(url: URL): boolean;
}

/**
 * The authorities that come with Node and those of the files, as PEM. (Node adds
 * `NODE_EXTRA_CA_CERTS` by itself only where no others are named, so it belongs among the files.)
 * Throws `CONFIG_INVALID` when a file cannot be read or holds no certificate.
 */
export function readAuthorities(files: readonly NamedFile[]): readonly string[] {
  const present = files.filter(({ path, optional }) => optional !== true || existsSync(path));
  return [...rootCertificates, ...present.map(readCertificates)];
}

/** Reads certificate and key. Throws `CONFIG_INVALID` unless they belong together and are usable. */
export function readIdentity(files: ClientIdentity): Identity {
  const cert = readCertificates({ path: files.certificateFile, namedBy: 'cert-file' });
  const key = readPem({ path: files.keyFile, namedBy: 'key-file' });
  try {
    createSecureContext({ cert, key });
  } catch (cause) {
    throw new PaksError('CONFIG_INVALID', {
      message: `\`${files.keyFile}\` is not a private key that belongs to \`${files.certificateFile}\``,
      hint: 'correct the settings `cert-file` and `key-file`; the key must not need a passphrase',
      cause,
    });
  }
  return { cert, key, isShownTo: (url) => files.isShownTo(url) };
}

function readCertificates(file: NamedFile): string {
  const text = readPem(file);
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new PaksError('CONFIG_INVALID', {
    message: `\`${file.path}\` holds no certificate in PEM form`,
    hint: `correct \`${file.namedBy}\`: a PEM file starts with \`-----BEGIN CERTIFICATE-----\``,
  });
}

function readPem({ path, namedBy }: NamedFile): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new PaksError('CONFIG_INVALID', {
      message: `the file \`${path}\` of certificates cannot be read`,
      hint: `correct \`${namedBy}\``,
      cause,
    });
  }
}

import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A certificate and its private key, as PEM. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

/** Something that signs certificates. */
export interface Authority extends Certified {
  readonly name: string;
  readonly signer: KeyObject;
}

/** A new authority that nobody trusts yet. Keys live in memory only. */
export function makeAuthority(name = 'Test Authority'): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const isAuthority = extension('551d13', sequence(tlv(0x01, Buffer.from([0xff]))));
  const certificate = certify({ ...keys, issuer: name, signer: keys.privateKey }, name, [
    isAuthority,
  ]);
  return { name, signer: keys.privateKey, certificate, key: pkcs8(keys.privateKey) };
}

/** A certificate of that authority for these host names, valid for a day. */
export function issueCertificate(authority: Authority, hosts: readonly string[]): Certified {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const names = hosts.map((host) => tlv(0x82, Buffer.from(host)));
  const { name: issuer, signer } = authority;
  const alternatives = extension('551d11', sequence(...names));
  const certificate = certify({ ...keys, issuer, signer }, hosts[0] ?? 'client', [alternatives]);
  return { certificate, key: pkcs8(keys.privateKey) };
}

interface Signing {
  readonly publicKey: KeyObject;
  readonly issuer: string;
  readonly signer: KeyObject;
}

const DAY = 86_400_000;
/** ecdsa-with-SHA256 (RFC 5758, section 3.2). */
const ALGORITHM = sequence(objectId('2a8648ce3d040302'));

/** An X.509 certificate, version 3 (RFC 5280, section 4.1). */
function certify(
  { publicKey, issuer, signer }: Signing,
  subject: string,
  extensions: readonly Buffer[],
): string {
  const body = sequence(
    tlv(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ALGORITHM,
    commonName(issuer),
    sequence(time(Date.now() - DAY), time(Date.now() + DAY)),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...extensions)),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', body, signer)]);
  return pem(sequence(body, ALGORITHM, tlv(0x03, signature)));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(objectId(id), tlv(0x04, value));
}

function commonName(name: string): Buffer {
  return sequence(tlv(0x31, sequence(objectId('550403'), tlv(0x0c, Buffer.from(name)))));
}

function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return tlv(0x17, Buffer.from(`${digits}Z`));
}

function objectId(hex: string): Buffer {
  return tlv(0x06, Buffer.from(hex, 'hex'));
}

function integer(value: Buffer): Buffer {
  return tlv(0x02, value);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts));
}

/** Tag, length and value of the distinguished encoding (X.690, section 8.1). */
function tlv(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const digits = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...(length < 128 ? [length] : digits)]), value]);
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function pkcs8(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

import { BlockList, isIP } from 'node:net';
import { PaksError } from '../errors/PaksError.ts';
import { isLoopback } from '../model/GitUrl.ts';
import { parseProxyAddress } from '../model/proxyAddress.ts';
import { type Environment, variable } from './environment.ts';
import { hostOf } from './httpOrigin.ts';

/** Which proxy serves which scheme, and what is reached without one. */
export interface ProxySettings {
  readonly http: string | undefined;
  readonly https: string | undefined;
  /** Entries as in `NO_PROXY`: hosts, suffixes, addresses, CIDR blocks, each with or without a port, or `*`. */
  readonly none: readonly string[];
}

/**
 * The usual variables: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`, lower case first.
 * `HTTP_PROXY` in capitals is ignored inside a CGI program, where a visitor could set it.
 */
export function environmentProxies(environment: Environment): ProxySettings {
  const read = (name: string): string | undefined =>
    variable(environment, name) ?? variable(environment, name.toUpperCase());
  const insideCgi = variable(environment, 'REQUEST_METHOD') !== undefined;
  const all = read('all_proxy');
  const http = insideCgi ? variable(environment, 'http_proxy') : read('http_proxy');
  return {
    http: http ?? all,
    https: read('https_proxy') ?? all,
    none: splitNoProxy(read('no_proxy') ?? ''),
  };
}

/** The entries of a `NO_PROXY` text, which commas or spaces separate. */
export function splitNoProxy(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((entry) => entry !== '');
}

/**
 * The proxy for a URL, or null to go straight. Loopback is always reached without one.
 * Throws `CONFIG_INVALID` for a proxy address that is not a URL of a known scheme.
 */
export function proxyFor(url: URL, settings: ProxySettings): URL | null {
  const address = url.protocol === 'https:' ? settings.https : settings.http;
  if (address === undefined || isLoopback(url.hostname)) return null;
  return isExempt(url, settings.none) ? null : parseProxy(address);
}

/** True when an entry of the no-proxy list covers the URL's host and port. */
export function isExempt(url: URL, entries: readonly string[]): boolean {
  const host = hostOf(url);
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return entries.some((entry) => covers(entry.toLowerCase(), host, port));
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const { name, onlyPort } = splitPort(entry);
  if (onlyPort !== undefined && onlyPort !== port) return false;
  if (isIP(host) !== 0) return coversAddress(name, host);
  const suffix = name.replace(/^\*?\./, '').replace(/\.$/, '');
  return suffix !== '' && (host === suffix || host.endsWith(`.${suffix}`));
}

function splitPort(entry: string): { name: string; onlyPort: string | undefined } {
  const match = /^(?:\[([^\]]*)\]|([^:]*)):(\d+)$/.exec(entry);
  if (match !== null) return { name: match[1] ?? match[2] ?? '', onlyPort: match[3] };
  return { name: entry.replace(/^\[(.*)\]$/, '$1'), onlyPort: undefined };
}

function coversAddress(entry: string, host: string): boolean {
  const [network = '', bits, ...rest] = entry.split('/');
  const family = isIP(network);
  if (family === 0 || rest.length > 0 || isIP(host) !== family) return false;
  const widest = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? widest : Number(bits);
  if (bits !== undefined && (!/^\d+$/.test(bits) || prefix > widest)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const block = new BlockList();
  block.addSubnet(network, prefix, type);
  return block.check(host, type);
}

function parseProxy(address: string): URL {
  const url = parseProxyAddress(address);
  if (url !== null) return url;
  throw new PaksError('CONFIG_INVALID', {
    message: `\`${address}\` is not the address of a proxy`,
    hint: 'write it as `http://host:port`, in the settings or in `HTTPS_PROXY`',
  });
}

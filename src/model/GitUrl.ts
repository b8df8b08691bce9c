import { PaksError } from '../errors/PaksError.ts';
import { printable } from '../errors/printable.ts';

/**
 * A repository's address in its one normal form: `https://host/path`, `http://…`, `ssh://user@host/path`,
 * `user@host:path` or `file:///path`. Holds no password, control character or option.
 */
export type GitUrl = string & { readonly __gitUrl: true };

/** How a repository is reached. `ssh` stands for the `user@host:path` form too. */
export type GitScheme = 'https' | 'http' | 'ssh' | 'file';

/** The parts of a {@link GitUrl}; host is '' for `file`. */
export interface GitUrlParts {
  readonly scheme: GitScheme;
  readonly host: string;
  readonly port: string;
  readonly user: string;
  /** As in the URL, percent-encoding kept; for `user@host:path` what follows the colon. */
  readonly path: string;
}

const BLANK = /[\s\u0000-\u001f]/;
const ENCODED_CONTROL = /%(?:[01][0-9a-f]|7f)/i;
const HOST = /^(?!-)[a-z0-9._-]+$|^\[[0-9a-f:.]+\]$/i;
const USER = /^(?!-)[\w.+-]+$/;
const SCP_FORM = /^(?:([^@/:]+)@)?([^@/:[\]]+|\[[0-9a-f:.]+\]):(?!\/\/)(.+)$/i;
const URL_FORM =
  /^([a-z][a-z0-9+.-]*):\/\/(?:([^@/]*)@)?(\[[^\]/]*\]|[^:/]*)(?::(\d{1,5}))?(\/.*)?$/i;
const DOT_SEGMENT = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;
const WINDOWS_PATH = /^[a-z]:[\\/]/i;
const LONGEST = 2_000;

/**
 * Parses a repository's address as a person writes it, an absolute path included, and normalises it.
 * Throws `SOURCE_INVALID` for anything that could carry a secret, an option or another transport
 * (threat T09), plain `http` excepted: whether that may be used is the caller's decision.
 */
export function parseGitUrl(text: string): GitUrl {
  const plain = text.replace(/^git\+(?=(?:https?|ssh|file):\/\/)/i, '');
  if (plain.length > LONGEST) refuse(text.slice(0, 80), 'it is too long');
  if (printable(plain) !== plain || plain.includes('\t') || ENCODED_CONTROL.test(plain)) {
    refuse(text, 'it has a control character or an invisible one');
  }
  if (plain.startsWith('/')) return fromUrl(text, `file://${encodeURI(plain)}`);
  if (WINDOWS_PATH.test(plain)) {
    return fromUrl(text, `file:///${encodeURI(plain.replaceAll('\\', '/'))}`);
  }
  if (plain.startsWith('-')) refuse(text, 'it starts with `-`');
  if (/^[a-z0-9+.-]+::/i.test(plain)) refuse(text, 'remote helpers are never run');
  if (BLANK.test(plain)) refuse(text, 'it has a space');
  if (/[?#\\]/.test(plain)) refuse(text, 'it has a query, a fragment or a backslash');
  return plain.includes('://') ? fromUrl(text, plain) : fromScpForm(text, plain);
}

/** True when {@link parseGitUrl} accepts the text. */
export function isGitUrl(text: string): boolean {
  try {
    parseGitUrl(text);
    return true;
  } catch {
    return false;
  }
}

/** The parts of a normal form. */
export function gitUrlParts(url: GitUrl): GitUrlParts {
  const found = URL_FORM.exec(url);
  if (found !== null) {
    const [, scheme = '', user = '', host = '', port = '', path = ''] = found;
    return { scheme: scheme as GitScheme, host, port, user, path };
  }
  const [, user = '', host = '', path = ''] = SCP_FORM.exec(url) ?? [];
  return { scheme: 'ssh', host, port: '', user, path };
}

/** True where plain `http` needs no permission: the machine itself. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(host);
}

function fromUrl(text: string, plain: string): GitUrl {
  const [, scheme = '', userInformation, host = '', port = '', rawPath = ''] =
    URL_FORM.exec(plain) ?? [];
  const path = checkedPath(text, rawPath);
  switch (scheme.toLowerCase()) {
    case 'file':
      if (!/^(?:localhost)?$/i.test(host)) refuse(text, 'it names another machine');
      return `file://${path}` as GitUrl;
    case 'ssh':
      return `ssh://${sshUser(text, userInformation)}${authority(text, host, port, '22')}${path}` as GitUrl;
    case 'https':
      refuseUser(text, userInformation);
      return `https://${authority(text, host, port, '443')}${path}` as GitUrl;
    case 'http':
      refuseUser(text, userInformation);
      return `http://${authority(text, host, port, '80')}${path}` as GitUrl;
    default:
      refuse(text, 'only https, ssh, file and (on this machine) http are used');
  }
}

function authority(text: string, host: string, port: string, standardPort: string): string {
  if (!HOST.test(host)) refuse(text, 'its host is not a host name');
  if (Number(port) > 65_535) refuse(text, 'its port is not a port');
  const shownPort = port === '' || port === standardPort ? '' : `:${Number(port)}`;
  return `${host.toLowerCase()}${shownPort}`;
}

function fromScpForm(text: string, plain: string): GitUrl {
  const [, user, host, path] = SCP_FORM.exec(plain) ?? [];
  if (host === undefined || path === undefined) {
    refuse(text, 'it is neither a URL, `user@host:path` nor an absolute path');
  }
  if (path.startsWith('-')) refuse(text, 'its path starts with `-`');
  const shownHost = authority(text, host, '', '22');
  return `${sshUser(text, user)}${shownHost}:${checkedPath(text, path)}` as GitUrl;
}

function checkedPath(text: string, path: string): string {
  if (DOT_SEGMENT.test(path)) refuse(text, 'its path has a `.` or `..`');
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '') refuse(text, 'it names no repository');
  return trimmed;
}

function sshUser(text: string, user: string | undefined): string {
  if (user === undefined) return '';
  if (!USER.test(user)) refuse(text, 'its user is not a plain user name');
  return `${user}@`;
}

function refuseUser(text: string, user: string | undefined): void {
  if (user === undefined) return;
  throw new PaksError('SOURCE_INVALID', {
    message: `\`${text}\` carries a user name or a password`,
    hint: 'remove it from the URL; paks asks your git credential helper when a server wants to know',
  });
}

function refuse(text: string, why: string): never {
  throw new PaksError('SOURCE_INVALID', {
    message: `\`${text}\` is not a git address paks can use: ${why}`,
    hint: 'write `https://host/owner/repository.git` or `git@host:owner/repository.git`',
  });
}

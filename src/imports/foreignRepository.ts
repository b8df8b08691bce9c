import { parseBrowserUrl } from '../manifest/browserUrl.ts';
import { normalizeDirectory } from '../model/folderPath.ts';
import { gitUrlParts, isLoopback, parseGitUrl } from '../model/GitUrl.ts';
import { isCommitId } from '../model/Locator.ts';
import { isReferenceName } from '../model/referenceName.ts';
import { SKILL_FILE } from '../model/skillPath.ts';
import type { ForeignReference, ForeignRepository } from './ImportReading.ts';
import { noEquivalent } from './noEquivalent.ts';

const ADDRESS = /^(?:git\+)?(?:https?|ssh|file|git):\/\/|^[^@/\\:\s]+@[^/\\:\s]+:/i;
const SHORTHAND = /^[\w.-]+\/[\w.-]+(?:\/.*)?$/;
const HOSTED = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\/[^/]+\/[^/]+/i;

/** What an address leaves open. */
export interface AddressOptions {
  /** The forge of `owner/repo`. */
  readonly host: string;
  readonly path?: string | undefined;
  readonly reference?: string | undefined;
}

/**
 * A repository as other tools write it: `owner/repo`, `owner/repo/sub/path`, `host/owner/repo`, an address of
 * git or a page of a forge. Throws `SOURCE_INVALID`, with a reason for people, for anything else.
 */
export function foreignRepository(text: string, options: AddressOptions): ForeignRepository {
  const { url, path, reference } = addressOf(text.trim(), options.host);
  const { scheme, host } = gitUrlParts(parseGitUrl(url));
  if (scheme === 'http' && !isLoopback(host)) {
    throw noEquivalent(
      'its address is plain http; add it by hand with `insecure = true` if that has to be',
    );
  }
  const written = options.path ?? path;
  return {
    kind: 'git',
    url: parseGitUrl(url),
    path: written === undefined ? null : directoryOf(written),
    reference: foreignReference(options.reference ?? reference),
  };
}

/** A branch, a tag or a commit as written after `#` or `@`. Throws `SOURCE_INVALID`. */
function foreignReference(text: string | undefined): ForeignReference {
  if (text === undefined || text === '') return { kind: 'default' };
  if (isCommitId(text.toLowerCase())) return { kind: 'commit', id: commitFrom(text) };
  if (isReferenceName(text)) return { kind: 'name', name: text };
  throw noEquivalent(`\`${text}\` is no branch, tag or whole commit`);
}

interface Address {
  readonly url: string;
  readonly path?: string | undefined;
  readonly reference?: string | undefined;
}

function addressOf(text: string, forge: string): Address {
  const plain = text
    .replace(/^github:/, 'https://github.com/')
    .replace(/^gitlab:/, 'https://gitlab.com/');
  if (ADDRESS.test(plain)) {
    const page = parseBrowserUrl(plain);
    if (page === null) return { url: plain };
    const [reading] = page.readings;
    return {
      url: page.url,
      path: reading === undefined || reading.path === '' ? undefined : reading.path,
      reference: reading?.name,
    };
  }
  if (HOSTED.test(plain)) return { url: `https://${plain}` };
  if (!SHORTHAND.test(plain)) throw noEquivalent(`\`${text}\` is no repository`);
  const [owner = '', repository = '', ...path] = plain.split('/');
  return {
    url: `https://${forge}/${owner}/${repository.replace(/\.git$/, '')}.git`,
    path: path.length === 0 ? undefined : path.join('/'),
  };
}

function directoryOf(written: string): string {
  const plain = written.replaceAll('\\', '/').replace(/^\.\//, '');
  const directory = plain === SKILL_FILE ? '' : plain.replace(new RegExp(`/${SKILL_FILE}$`), '');
  const normal = normalizeDirectory(directory === '.' ? '' : directory);
  if (normal === null) throw noEquivalent(`\`${written}\` is no directory inside the repository`);
  return normal;
}

function commitFrom(text: string) {
  const id = text.toLowerCase();
  if (!isCommitId(id)) throw noEquivalent(`\`${text}\` is not a commit`);
  return id;
}

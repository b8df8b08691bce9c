import { PaksError } from '../errors/PaksError.ts';
import { normalizeDirectory } from '../model/folderPath.ts';
import { parseGitUrl } from '../model/GitUrl.ts';
import { isAbbreviatedCommit, isCommitId } from '../model/Locator.ts';
import { parseRange } from '../model/Range.ts';
import { isReferenceName } from '../model/referenceName.ts';
import { type BrowserUrl, parseBrowserUrl } from './browserUrl.ts';
import type { GitWish, SourceFlags } from './SourceWish.ts';

/** One thing that says which commit, and how it was said. */
interface Choice {
  readonly said: string;
  readonly kind: 'version' | 'tag' | 'branch' | 'commit';
  readonly value: string;
}

/** What the fragment of an address may say, and the kind of choice each key makes. */
const FRAGMENT_KEYS = new Map([
  ['version', 'version'],
  ['tag', 'tag'],
  ['branch', 'branch'],
  ['rev', 'commit'],
  ['commit', 'commit'],
  ['path', 'path'],
] as const);

/** Reads a git address with its fragment and flags; see `parseSourceArgument`. */
export function parseGitArgument(text: string, flags: SourceFlags): GitWish {
  const hash = text.indexOf('#');
  const address = hash < 0 ? text : text.slice(0, hash);
  const { choices, paths } = readFragment(hash < 0 ? '' : text.slice(hash + 1));
  for (const kind of ['version', 'tag', 'branch', 'commit'] as const) {
    const value = flags[kind];
    if (value !== undefined) choices.push({ said: `--${kind}`, kind, value });
  }
  if (flags.path !== undefined) paths.push({ said: '--path', value: flags.path });
  const page = parseBrowserUrl(address);
  const url = parseGitUrl(page?.url ?? address);
  const [choice, other] = choices;
  if (choice !== undefined && other !== undefined) refuseBoth(choice.said, other.said);
  const [path, otherPath] = paths;
  if (path !== undefined && otherPath !== undefined) refuseBoth(path.said, otherPath.said);
  if (page !== null) return fromPage({ ...page, url }, choice, path?.value);
  return {
    kind: 'git',
    url,
    ...pointed(choice),
    ...(path !== undefined && { path: directory(path.value) }),
  };
}

/** A page names branch and path in one; a flag may tell where the branch ends. */
function fromPage(page: BrowserUrl, choice: Choice | undefined, path: string | undefined): GitWish {
  const possible = page.readings.filter(({ name }) => isReferenceName(name));
  if (possible.length === 0) refuse(`the address of \`${page.url}\` names no branch paks can use`);
  const readings = possible
    .filter(
      (reading) =>
        (choice === undefined || (choice.kind !== 'version' && choice.value === reading.name)) &&
        (path === undefined || reading.path === ''),
    )
    .map((reading) => ({ name: reading.name, path: directory(path ?? reading.path) }));
  const [first] = readings;
  if (first === undefined) refuseBoth(page.url, choice?.said ?? '--path');
  const kind = isCommitId(first.name) ? 'commit' : (choice?.kind ?? 'branch');
  return {
    kind: 'git',
    url: page.url,
    ...(first.path !== '' && { path: first.path }),
    ...pointed({ said: first.name, kind, value: first.name }),
    ...(choice === undefined && kind === 'branch' && { readings }),
  };
}

function pointed(choice: Choice | undefined): Pick<GitWish, 'reference' | 'range'> {
  if (choice === undefined) return { reference: { kind: 'default' } };
  const { kind, value, said } = choice;
  if (kind === 'commit') {
    const id = value.toLowerCase();
    if (!isCommitId(id) && !isAbbreviatedCommit(id)) {
      refuse(
        `\`${value}\` is not a commit`,
        'write its 40 hexadecimal digits, or the first of them',
      );
    }
    return { reference: { kind, id } };
  }
  if (kind === 'version') return versioned(value);
  if (!isReferenceName(value)) refuse(`\`${value}\` (from \`${said}\`) is not a ${kind} name`);
  return { reference: { kind, name: value } };
}

/** `v1.2.3` is how a tag is written, `1.2.3` or `^1` how a version is wanted. */
function versioned(value: string): Pick<GitWish, 'reference' | 'range'> {
  if (/^v\d/.test(value) && isReferenceName(value)) {
    return { reference: { kind: 'tag', name: value } };
  }
  return { reference: { kind: 'versions' }, range: parseRange(value) };
}

function readFragment(fragment: string): {
  choices: Choice[];
  paths: { said: string; value: string }[];
} {
  const choices: Choice[] = [];
  const paths: { said: string; value: string }[] = [];
  for (const part of fragment === '' ? [] : fragment.split('&')) {
    const equals = part.indexOf('=');
    const key = equals < 0 ? part : part.slice(0, equals);
    const kind = FRAGMENT_KEYS.get(key as 'tag');
    const value = equals < 0 ? '' : decode(part.slice(equals + 1));
    if (kind === undefined || value === '') {
      refuse(
        `\`#${part}\` is not understood`,
        'after `#` write `tag=…`, `branch=…`, `rev=…`, `version=…` or `path=…`, with `&` between',
      );
    }
    if (kind === 'path') paths.push({ said: `#${part}`, value });
    else choices.push({ said: `#${part}`, kind, value });
  }
  return { choices, paths };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse(`\`${text}\` is not percent-encoded text`);
  }
}

function directory(path: string): string {
  const plain = path.replaceAll('\\', '/').replace(/(?:^|\/)SKILL\.md$/, '');
  return normalizeDirectory(plain) ?? refuse(`\`${path}\` is not a directory inside a repository`);
}

function refuse(message: string, hint?: string): never {
  throw new PaksError('SOURCE_INVALID', { message, hint });
}

function refuseBoth(first: string, second: string): never {
  throw new PaksError('USAGE', {
    message: `\`${first}\` and \`${second}\` contradict each other`,
    hint: 'keep one of them',
  });
}

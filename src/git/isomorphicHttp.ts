import { isPaksError, PaksError } from '../errors/PaksError.ts';
import { INPUT_LIMITS, REPOSITORY_LIMITS } from '../model/limits.ts';
import { discard, type GitHttp } from './GitHttp.ts';
import { checkAdvertisement, readLegacyPack } from './protocol/legacyAnswer.ts';
import { checkPack } from './protocol/checkPack.ts';
import { readPackets } from './protocol/pktLine.ts';

/** What isomorphic-git asks of its `http` plugin. */
interface PluginRequest {
  readonly url: string;
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: AsyncIterable<Uint8Array> | Iterable<Uint8Array> | undefined;
}

interface PluginResponse {
  readonly url: string;
  readonly method: string;
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly headers: Record<string, string>;
  readonly body: AsyncIterableIterator<Uint8Array>;
}

/** An `http` plugin for isomorphic-git. */
export interface IsomorphicHttp {
  request(request: PluginRequest): Promise<PluginResponse>;
}

const PIECE = 64 * 1024;

/** The library needs eight times a pack's size in memory (measured), so it gets no large ones. */
const SNAPSHOT_BYTES = 64 * 1024 * 1024;

/** A whole snapshot travels, files beside the wanted skill included, so one file may be large. */
const SNAPSHOT_LIMITS = {
  objects: REPOSITORY_LIMITS.packObjects,
  objectBytes: SNAPSHOT_BYTES,
  contentBytes: REPOSITORY_LIMITS.packContentBytes / 4,
};

/**
 * Our own door to the network for isomorphic-git: proxies, limits, redirects and sign-in as
 * everywhere, and every answer read and checked whole before the library sees a byte of it, for it
 * takes a cut list for a short one and inflates whatever it is given. Lists are asked for once.
 */
export function isomorphicHttp(http: GitHttp): IsomorphicHttp {
  const advertisements = new Map<string, Promise<Uint8Array>>();
  return {
    request: async (request) => {
      if (request.method === 'POST') return answer(request, await post(http, request));
      let known = advertisements.get(request.url);
      if (known === undefined) {
        known = advertisement(http, request.url);
        advertisements.set(request.url, known);
        known.catch(() => advertisements.delete(request.url));
      }
      return answer(request, await known);
    },
  };
}

async function advertisement(http: GitHttp, url: string): Promise<Uint8Array> {
  const response = await http.request({ url, headers: {}, maxBytes: INPUT_LIMITS.referencesBytes });
  const type = response.header('content-type') ?? '';
  if (response.status !== 200 || !type.startsWith('application/x-git-upload-pack-advertisement')) {
    await discard(response);
    throw notGit(url, response.status);
  }
  const bytes = await response.bytes();
  await checkAdvertisement(readPackets(pieces(bytes)));
  return bytes;
}

async function post(http: GitHttp, request: PluginRequest): Promise<Uint8Array> {
  const { url, headers = {}, body = [] } = request;
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  const response = await http.request({
    url,
    headers: withoutAuthorization(headers),
    body: Buffer.concat(parts),
    maxBytes: SNAPSHOT_BYTES,
  });
  if (response.status !== 200) {
    await discard(response);
    throw notGit(url, response.status);
  }
  try {
    const bytes = await response.bytes();
    await checkPack(readLegacyPack(readPackets(pieces(bytes))), SNAPSHOT_LIMITS);
    return bytes;
  } catch (error) {
    throw isPaksError(error) && error.code === 'LIMIT_EXCEEDED' ? tooLarge(url, error) : error;
  }
}

function withoutAuthorization(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization');
  return Object.fromEntries(kept);
}

function answer(request: PluginRequest, bytes: Uint8Array): PluginResponse {
  const { url, method = 'GET' } = request;
  const kind = method === 'POST' ? 'result' : 'advertisement';
  return {
    url,
    method,
    statusCode: 200,
    statusMessage: 'OK',
    headers: { 'content-type': `application/x-git-upload-pack-${kind}` },
    body: pieces(bytes),
  };
}

// In pieces: the library copies each one it is given, and a whole pack would be there twice.
async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function tooLarge(url: string, cause: PaksError): PaksError {
  return new PaksError('LIMIT_EXCEEDED', {
    message: `\`${url}\` can only send the whole repository, and that is too large`,
    hint: 'install git and run `paks config set git program`, or turn on `uploadpack.allowFilter` on the server',
    data: cause.data,
    cause,
  });
}

function notGit(url: string, status: number): PaksError {
  if (status >= 500) {
    return new PaksError('HTTP_STATUS', { message: `\`${url}\` fails with HTTP status ${status}` });
  }
  return new PaksError('REPOSITORY_UNREACHABLE', {
    message: `\`${url}\` did not answer as a git server does (HTTP status ${status})`,
    hint: 'check the address; a private repository may look like a missing one',
  });
}

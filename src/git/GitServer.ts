import { isPaksError, PaksError } from '../errors/PaksError.ts';
import type { HttpResponse } from '../io/HttpClient.ts';
import type { GitUrl } from '../model/GitUrl.ts';
import { INPUT_LIMITS } from '../model/limits.ts';
import { discard, type GitHttp } from './GitHttp.ts';
import { readServerKind, type ServerKind } from './protocol/capabilities.ts';
import { type Packet, readPackets } from './protocol/pktLine.ts';
import { faultOf, protocolError } from './protocol/protocolError.ts';

const RESULT = 'application/x-git-upload-pack-result';
const V2 = { 'git-protocol': 'version=2' };

/** What to do about a failed command: ask the same again, ask otherwise, or give up. */
export type NextStep = 'retry' | 'fall-back' | 'give-up';

/**
 * One repository of a git server over HTTP, spoken to in protocol v2. The server is taken for one that
 * knows it until a command fails: that saves the request that would ask it.
 */
export class GitServer {
  readonly #http: GitHttp;
  readonly #url: GitUrl;
  #base: string;
  #kind: ServerKind | 'presumed' = 'presumed';

  constructor(http: GitHttp, url: GitUrl) {
    this.#http = http;
    this.#url = url;
    this.#base = url;
  }

  /** True once the server is known to lack protocol v2 or partial fetches. */
  get isLimited(): boolean {
    return this.#kind === 'old' || this.#kind === 'without-filter';
  }

  /** Sends one v2 command and returns its answer's packets. */
  async command(body: Uint8Array, maxBytes: number): Promise<AsyncIterable<Packet>> {
    const response = await this.#http.request({
      url: `${this.#base}/git-upload-pack`,
      headers: { ...V2, 'content-type': 'application/x-git-upload-pack-request', accept: RESULT },
      body,
      maxBytes,
    });
    if (response.status === 200 && mediaType(response) === RESULT)
      return readPackets(response.body);
    await discard(response);
    if (response.status >= 500) throw this.#status(response.status);
    throw protocolError('foreign', `\`${this.#url}\` did not answer as a git server does`);
  }

  /** Finds out, with one request, whether a failed command failed for what the server is. */
  async nextStep(error: unknown): Promise<NextStep> {
    const isRedirect = isPaksError(error) && error.code === 'REDIRECT_REFUSED';
    const fault = faultOf(error);
    if (!isRedirect && fault !== 'foreign' && fault !== 'refused') return 'give-up';
    if (this.#kind === 'presumed') {
      const presumed = this.#base;
      await this.#discover();
      if (this.isLimited) return 'fall-back';
      if (this.#base !== presumed) return 'retry';
    }
    return fault === 'refused' ? 'fall-back' : 'give-up';
  }

  async #discover(): Promise<void> {
    const response = await this.#http.request({
      url: `${this.#base}/info/refs?service=git-upload-pack`,
      headers: V2,
      maxBytes: INPUT_LIMITS.referencesBytes,
    });
    if (response.status !== 200) {
      await discard(response);
      throw response.status >= 500 ? this.#status(response.status) : this.#unreachable('answers');
    }
    if (mediaType(response) !== 'application/x-git-upload-pack-advertisement') {
      await discard(response);
      throw this.#unreachable('is');
    }
    this.#base = this.#movedTo(response.url);
    this.#kind = await readServerKind(readPackets(response.body));
  }

  /** Where a redirect led, within the same origin: what comes next is asked there at once. */
  #movedTo(answered: string): string {
    const base = answered.replace(/\/info\/refs\?service=git-upload-pack$/, '');
    if (base !== answered && new URL(base).origin === new URL(this.#base).origin) return base;
    throw new PaksError('REDIRECT_REFUSED', {
      message: `\`${this.#url}\` has moved to \`${base}\``,
      hint: 'write the new address where the old one stands, if you trust it',
    });
  }

  #status(status: number): PaksError {
    return new PaksError('HTTP_STATUS', {
      message: `\`${this.#url}\` fails with HTTP status ${status}`,
      hint: 'run the command again later',
      data: { status },
    });
  }

  #unreachable(how: 'is' | 'answers'): PaksError {
    const what = how === 'is' ? 'is a web page, not a git repository' : 'has no git repository';
    return new PaksError('REPOSITORY_UNREACHABLE', {
      message: `\`${this.#url}\` ${what}`,
      hint: 'check the address, and that no sign-in page of the network answers in its place; a private repository may look like a missing one',
    });
  }
}

function mediaType(response: HttpResponse): string {
  return (response.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

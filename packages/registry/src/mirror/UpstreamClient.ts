import type { GenericSchema } from 'valibot';
import { parseGitUrl } from '../../../../src/model/GitUrl.ts';
import { INPUT_LIMITS } from '../../../../src/model/limits.ts';
import type { Version } from '../../../../src/model/Range.ts';
import { parseSkillId, type SkillId } from '../../../../src/model/SkillId.ts';
import {
  endpointUrl,
  skillPath,
  versionPath,
  versionsPath,
} from '../../../../src/protocol/endpoints.ts';
import { readAnswer } from '../../../../src/protocol/readAnswer.ts';
import { SkillAnswer } from '../../../../src/protocol/skillSchemas.ts';
import {
  VersionAnswer,
  VersionsAnswer,
  type WireVersion,
  type WireVersionDetail,
} from '../../../../src/protocol/versionSchemas.ts';
import { readWireError } from '../../../../src/protocol/wireError.ts';
import type { HttpClient, HttpResponse } from '../../../../src/io/HttpClient.ts';
import type { SkillName } from '../skills/findSkill.ts';

/** What the upstream says of a skill's versions. */
export type VersionsFound =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'versions';
      readonly etag: string | null;
      readonly versions: readonly WireVersion[];
    };

/** What a client works with. `http` goes to the upstream's host and nowhere else. */
export interface UpstreamClientOptions {
  readonly url: string;
  readonly http: HttpClient;
  /** Of this very upstream, or null. */
  readonly token: string | null;
}

/** How long the upstream has for an answer, in milliseconds. */
const ANSWER_MS = 10_000;
const ARCHIVE_MS = 60_000;

/**
 * Asks the upstream registry. Answers are checked against the contract before anything of them is
 * used; every failure is thrown, "no such skill" is an answer.
 */
export class UpstreamClient {
  readonly #options: UpstreamClientOptions;

  constructor(options: UpstreamClientOptions) {
    this.#options = options;
  }

  /** True where a token goes along: then private skills may be among what the upstream shows. */
  get hasToken(): boolean {
    return this.#options.token !== null;
  }

  /** Every version of a skill; `etag` of what is here already. */
  async versions(name: SkillName, etag: string | null): Promise<VersionsFound> {
    const path = versionsPath(idOf(name));
    const response = await this.#get(path, etag === null ? {} : { 'if-none-match': etag });
    if (response.status === 304 && etag !== null) return { kind: 'unchanged' };
    const body = await response.text();
    if (response.status === 404 && readWireError(body)?.code === 'SKILL_NOT_FOUND') {
      return { kind: 'missing' };
    }
    const { data } = this.#read(VersionsAnswer, { response, body });
    if (data.length === 0) return { kind: 'missing' };
    for (const version of data) parseGitUrl(version.repository);
    return { kind: 'versions', etag: response.header('etag'), versions: data };
  }

  /** One version with its files and its `SKILL.md`. */
  async version(name: SkillName, version: string): Promise<WireVersionDetail> {
    const response = await this.#get(versionPath(idOf(name), version as Version));
    return this.#read(VersionAnswer, { response, body: await response.text() }).data;
  }

  /** Whether the skill is private there. */
  async visibility(name: SkillName): Promise<'public' | 'private'> {
    const response = await this.#get(skillPath(idOf(name)));
    return this.#read(SkillAnswer, { response, body: await response.text() }).data.visibility;
  }

  /** An archive's bytes, not yet judged. */
  async archive(name: SkillName, version: string): Promise<Uint8Array> {
    const response = await this.#options.http.request({
      url: this.#urlOf(versionPath(idOf(name), version as Version, 'archive')),
      headers: this.#headers('application/gzip'),
      maxBytes: INPUT_LIMITS.archiveBytes,
      signal: AbortSignal.timeout(ARCHIVE_MS),
    });
    const bytes = await response.bytes();
    if (response.status === 200) return bytes;
    throw new Error(`it answers with status ${response.status}`);
  }

  async #get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<HttpResponse> {
    return await this.#options.http.request({
      url: this.#urlOf(path),
      headers: { ...this.#headers('application/json'), ...headers },
      maxBytes: INPUT_LIMITS.jsonAnswerBytes,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
  }

  #headers(accept: string): Readonly<Record<string, string>> {
    const { token } = this.#options;
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
    return { accept, 'user-agent': 'paks-registry', ...authorization };
  }

  #read<Schema extends GenericSchema>(schema: Schema, answer: Answer) {
    const { response, body } = answer;
    if (response.status !== 200) throw new Error(`it answers with status ${response.status}`);
    // No database takes one, and no honest answer holds one.
    if (body.includes('\\u0000')) throw new Error('its answer holds a zero character');
    return readAnswer(schema, body, response.url);
  }

  #urlOf(path: string): string {
    return endpointUrl(this.#options.url, path);
  }
}

interface Answer {
  readonly response: HttpResponse;
  readonly body: string;
}

function idOf({ account, name }: SkillName): SkillId {
  return parseSkillId(`${account}/${name}`);
}

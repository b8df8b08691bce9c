import type * as v from 'valibot';
import type { Identity } from '../auth/SignedIn.ts';
import { tokenInvalid } from '../auth/tokenProblems.ts';
import type { Registry } from '../config/Registry.ts';
import type { ErrorCode } from '../errors/catalog.ts';
import { isPaksError, PaksError } from '../errors/PaksError.ts';
import { redact } from '../errors/redact.ts';
import type { HttpClient, HttpResponse } from '../io/HttpClient.ts';
import { MeAnswer, RevokeAnswer, VerifyAnswer, type WireUser } from '../protocol/accountSchemas.ts';
import { AUTH_ENDPOINTS, endpointUrl } from '../protocol/endpoints.ts';
import { readAnswer } from '../protocol/readAnswer.ts';
import { authUrl } from './authUrl.ts';
import { registryFailure } from './registryFailure.ts';

/** Whom a token belongs to, and until when (milliseconds since the epoch, null for ever). */
export interface VerifiedToken extends Identity {
  readonly expiresAt: number | null;
}

/** An account as it stands. */
export interface CurrentUser extends Identity {
  /** The registry's word for it, such as `active`; null where it has none. */
  readonly status: string | null;
}

/**
 * What a registry says of tokens. Every method throws `TOKEN_INVALID`, `TOKEN_EXPIRED`, `FORBIDDEN`,
 * `SOURCE_INVALID` (see `authUrl`), `REGISTRY_ANSWER_INVALID` or a network code.
 */
export interface AuthApi {
  verify(token: string): Promise<VerifiedToken>;
  currentUser(token: string): Promise<CurrentUser>;
  /** Ends a token. False where it had ended before. */
  revoke(token: string): Promise<boolean>;
}

/** What it works with. */
export interface AuthApiOptions {
  readonly http: HttpClient;
  readonly signal?: AbortSignal | undefined;
}

const LARGEST_ANSWER = 256 * 1024;
const LONGEST_NAME = 200;
const UNREACHABLE: ReadonlySet<ErrorCode> = new Set([
  'NETWORK_UNREACHABLE',
  'NETWORK_TIMEOUT',
  'NETWORK_TRUNCATED',
]);

/** The account endpoints of a registry: `{auth_url}/verify`, `/me` and `/revoke`. */
export function createAuthApi(registry: Registry, options: AuthApiOptions): AuthApi {
  const ask = <Schema extends v.GenericSchema>(
    path: string,
    schema: Schema,
    request: { readonly token: string; readonly method?: 'POST' },
  ): Promise<v.InferOutput<Schema>> => askAuth({ registry, path, schema, ...request }, options);
  return {
    verify: async (token) => {
      const answer = await ask(AUTH_ENDPOINTS.verify, VerifyAnswer, { token });
      if (!answer.valid) throw tokenInvalid(registry);
      const { expires_at: expires } = answer;
      const expiresAt = typeof expires === 'string' ? Date.parse(expires) : null;
      return { ...identityOf(answer.user, token), expiresAt };
    },
    currentUser: async (token) => {
      const { status, ...user } = await ask(AUTH_ENDPOINTS.me, MeAnswer, { token });
      return { ...identityOf(user, token), status: status == null ? null : shown(status, token) };
    },
    revoke: async (token) => {
      const method = 'POST';
      return (await ask(AUTH_ENDPOINTS.revoke, RevokeAnswer, { token, method })).revoked;
    },
  };
}

interface Question<Schema> {
  readonly registry: Registry;
  readonly path: string;
  readonly schema: Schema;
  readonly token: string;
  readonly method?: 'POST' | undefined;
}

async function askAuth<Schema extends v.GenericSchema>(
  { registry, path, schema, token, method }: Question<Schema>,
  { http, signal }: AuthApiOptions,
): Promise<v.InferOutput<Schema>> {
  const url = endpointUrl(authUrl(registry), path);
  let response: HttpResponse;
  try {
    response = await http.request({
      url,
      method,
      headers: { accept: 'application/json' },
      authorization: `Bearer ${token}`,
      maxBytes: LARGEST_ANSWER,
      insecure: registry.insecure,
      whole: true,
      signal,
    });
  } catch (error) {
    throw unreachable(registry, error);
  }
  const body = await response.text();
  if (new URL(response.url).origin !== new URL(url).origin) throw elsewhere(registry, response.url);
  if (response.status === 200) return readAnswer(schema, body, url);
  const { status } = response;
  const retryAfter = response.header('retry-after');
  throw registryFailure({ registry, subject: 'your account', status, url, body, retryAfter });
}

/** No token goes to another origin, so what is said there is of nobody's (threat T15). */
function elsewhere({ name }: Registry, url: string): PaksError {
  return new PaksError('REDIRECT_REFUSED', {
    message: `registry \`${name}\` has another origin answer for its accounts: \`${new URL(url).origin}\``,
    hint: 'check its address with `paks registry list`; a sign-in page may answer in its place',
    data: { registry: name },
  });
}

/** Names the registry and the remedy; which of the network's failures it was stays in the code. */
function unreachable(registry: Registry, error: unknown): unknown {
  if (!isPaksError(error) || !UNREACHABLE.has(error.code)) return error;
  return new PaksError(error.code, {
    message: `could not reach registry \`${registry.name}\` to check the token: ${error.message}`,
    hint: 'check your connection, and the proxy if there is one, then try again',
    data: { ...error.data, registry: registry.name },
    cause: error,
  });
}

/** What is kept and shown of a user: no registry gets the token into a file or a terminal by it. */
function identityOf({ id, username, email }: WireUser, token: string): Identity {
  return {
    id: shown(id, token),
    username: shown(username, token),
    email: email == null ? null : shown(email, token),
  };
}

function shown(text: string, token: string): string {
  return redact(text.replaceAll(token, '[hidden]')).slice(0, LONGEST_NAME);
}

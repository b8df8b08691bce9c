import type { ErrorCode } from '../errors/catalog.ts';
import { codeOf, messageOf } from '../errors/describeFailure.ts';
import { isPaksError, PaksError } from '../errors/PaksError.ts';
import { shownUrl } from './httpOrigin.ts';

/** What was being tried when it failed. */
export interface Attempt {
  readonly method: string;
  readonly url: URL;
  readonly proxy: URL | null;
}

/** Why a request got no whole answer; `data.reason` of the error carries it. */
type Reason =
  | 'dns'
  | 'refused'
  | 'reset'
  | 'protocol'
  | 'tls'
  | 'client-certificate'
  | 'connect-timeout'
  | 'idle-timeout'
  | 'crawling'
  | 'truncated'
  | 'damaged'
  | 'proxy'
  | 'cancelled'
  | 'unknown';

interface Explanation {
  readonly code: ErrorCode;
  readonly message: (attempt: Attempt, detail: string) => string;
  readonly hint?: string;
}

const EXPLANATIONS: Readonly<Record<Reason, Explanation>> = {
  dns: {
    code: 'NETWORK_UNREACHABLE',
    message: ({ url }) => `the host \`${url.hostname}\` could not be found`,
    hint: 'check the spelling of the URL and the network connection',
  },
  refused: {
    code: 'NETWORK_UNREACHABLE',
    message: ({ url }) => `\`${url.host}\` refuses connections or cannot be reached`,
    hint: 'check the URL, and whether the server runs',
  },
  reset: {
    code: 'NETWORK_UNREACHABLE',
    message: ({ url }) => `\`${url.host}\` closed the connection before it answered`,
    hint: 'try again; a proxy or a firewall may be cutting connections',
  },
  protocol: {
    code: 'NETWORK_UNREACHABLE',
    message: ({ url }, detail) => `\`${url.host}\` does not answer in HTTP: ${detail}`,
    hint: 'check the port of the URL, and whether it is `http` or `https` that is served there',
  },
  tls: {
    code: 'NETWORK_UNREACHABLE',
    message: ({ url }, detail) => `no trusted connection to \`${url.host}\`: ${detail}`,
    hint: 'name the file of a private certificate authority in the setting `ca-file` or in `NODE_EXTRA_CA_CERTS`',
  },
  'client-certificate': {
    code: 'NETWORK_UNREACHABLE',
    message: ({ url }) =>
      `\`${url.host}\` does not accept this client without a certificate of its own`,
    hint: 'name certificate and key in the settings `cert-file` and `key-file`, and the host in `cert-hosts`',
  },
  'connect-timeout': {
    code: 'NETWORK_TIMEOUT',
    message: ({ url }) => `no connection to \`${url.host}\` in time`,
    hint: 'check the network connection, and whether a proxy is needed (`HTTPS_PROXY`)',
  },
  'idle-timeout': {
    code: 'NETWORK_TIMEOUT',
    message: ({ url }, detail) => `\`${url.host}\` sent nothing for ${detail}`,
    hint: 'try again later, or allow more time with the setting `timeout`',
  },
  crawling: {
    code: 'NETWORK_TIMEOUT',
    message: ({ url }, detail) => `\`${url.host}\` answers too slowly: ${detail}`,
    hint: 'try again later, or allow more time with the setting `timeout`',
  },
  truncated: {
    code: 'NETWORK_TRUNCATED',
    message: ({ url }) => `the answer of \`${shownUrl(url)}\` ended before all of it was there`,
    hint: 'run the command again; if it stays so, the server or a proxy cuts answers short',
  },
  damaged: {
    code: 'NETWORK_TRUNCATED',
    message: ({ url }) =>
      `the answer of \`${shownUrl(url)}\` does not decompress: it is damaged or cut short`,
    hint: 'run the command again; if it stays so, the server or a proxy damages answers',
  },
  proxy: {
    code: 'NETWORK_UNREACHABLE',
    message: ({ proxy }, detail) =>
      `the proxy \`${proxy?.host ?? 'configured'}\` cannot be used: ${detail}`,
    hint: 'check `HTTPS_PROXY`, `HTTP_PROXY` and the setting `proxy`, or exempt the host with `NO_PROXY`',
  },
  cancelled: {
    code: 'INTERRUPTED',
    message: ({ url }) => `the request to \`${shownUrl(url)}\` was cancelled`,
  },
  unknown: {
    code: 'NETWORK_UNREACHABLE',
    message: ({ url }, detail) => `the request to \`${shownUrl(url)}\` failed: ${detail}`,
  },
};

const REASONS: ReadonlyMap<string, Reason> = new Map([
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['EAI_FAIL', 'dns'],
  ['ECONNREFUSED', 'refused'],
  ['EHOSTUNREACH', 'refused'],
  ['ENETUNREACH', 'refused'],
  ['EADDRNOTAVAIL', 'refused'],
  ['ECONNRESET', 'reset'],
  ['ECONNABORTED', 'reset'],
  ['EPIPE', 'reset'],
  ['ECONNECTIONTIMEOUT', 'connect-timeout'],
  ['ETIMEDOUT', 'connect-timeout'],
  ['EPROTO', 'tls'],
  ['EINVALIDPROXY', 'proxy'],
  ['ABORT_ERR', 'cancelled'],
  ['FETCH_ABORTED', 'cancelled'],
]);
const CERTIFICATE =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_MISMATCH)/;
const CLIENT_CERTIFICATE = /^ERR_SSL_.*ALERT_(?:CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA)$/;
const PASSING: ReadonlySet<unknown> = new Set<Reason>([
  'reset',
  'connect-timeout',
  'idle-timeout',
  'truncated',
  'damaged',
]);

/** A request that failed for this reason, as a {@link PaksError} that says what to check. */
export function requestFailure(
  reason: Reason,
  attempt: Attempt,
  context: { readonly detail?: string; readonly cause?: unknown } = {},
): PaksError {
  const { code, message, hint } = EXPLANATIONS[reason];
  return new PaksError(code, {
    message: message(attempt, context.detail ?? messageOf(context.cause)),
    hint,
    data: { method: attempt.method, url: shownUrl(attempt.url), reason },
    cause: context.cause,
  });
}

/**
 * What the transport threw as a {@link PaksError}. Behind a proxy a name that is not found and a
 * refused connection are the proxy's own. What is no failure of the network is given back as it is.
 */
export function explainThrown(thrown: unknown, attempt: Attempt): unknown {
  if (isPaksError(thrown)) return thrown;
  const reason = reasonOf(thrown);
  if (reason === null) return thrown;
  const proxied = attempt.proxy !== null && (reason === 'dns' || reason === 'refused');
  return requestFailure(proxied ? 'proxy' : reason, attempt, { cause: thrown });
}

/** True when sending an idempotent request again may help: a reset, a timeout, a cut answer. */
export function isPassing(error: PaksError): boolean {
  return PASSING.has(error.data['reason']);
}

function reasonOf(thrown: unknown): Reason | null {
  const code = codeOf(thrown);
  if (code === undefined || code.startsWith('ERR_INVALID_')) return null;
  if (CLIENT_CERTIFICATE.test(code)) return 'client-certificate';
  if (CERTIFICATE.test(code)) return 'tls';
  return REASONS.get(code) ?? (code.startsWith('HPE_') ? 'protocol' : 'unknown');
}

/** One request. Everything a server could abuse is bounded by the caller. */
export interface HttpRequest {
  readonly method?: 'GET' | 'POST' | undefined;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: Uint8Array | string | undefined;
  /** Sent as `Authorization` to the URL's own origin (scheme, host, port) and to no other. */
  readonly authorization?: string | undefined;
  /** The most bytes of body, after decompression; one more throws `LIMIT_EXCEEDED`. */
  readonly maxBytes: number;
  /** True when sending it twice is harmless. Default: true for GET, false for POST. */
  readonly idempotent?: boolean | undefined;
  /** True where the source's entry allows plain `http` beyond loopback. */
  readonly insecure?: boolean | undefined;
  /**
   * True to take the whole body before answering, so that one cut short is asked for again like any
   * other dropped connection. For bodies that fit in memory; otherwise the body streams.
   */
  readonly whole?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An answer whose body is read once, by one of `body`, `bytes` or `text`. */
export interface HttpResponse {
  readonly status: number;
  /** The URL that answered, after redirects within the rules. */
  readonly url: string;
  /** A header's value by lower-case name, or null. */
  header(name: string): string | null;
  readonly body: AsyncIterable<Uint8Array>;
  bytes(): Promise<Uint8Array>;
  text(): Promise<string>;
}

/**
 * The one way to the network. Any HTTP status is an answer, not an error, after the retries that are
 * due (429, 408, 5xx and dropped connections of idempotent requests, honouring `Retry-After`).
 * Throws `NETWORK_UNREACHABLE`, `NETWORK_TIMEOUT`, `NETWORK_TRUNCATED`, `REDIRECT_REFUSED`,
 * `LIMIT_EXCEEDED`, `OFFLINE`, `RATE_LIMITED`, `INTERRUPTED` (the signal) or `SOURCE_INVALID` (a URL that
 * is not to be fetched from). `data.reason` of a network error says which of its kinds it is.
 */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpResponse>;
}

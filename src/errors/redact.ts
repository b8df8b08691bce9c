const URL_CREDENTIALS = /:\/\/[^\s/?#"'`]{1,1000}@/g;
const QUERY_CREDENTIALS =
  /([?&](?:access_token|private_token|auth_token|token|api_?key|password|secret|signature)=)[^&\s#"'`]{1,4000}/gi;
const TOKENS =
  /\b(?:stk_[\w.~+/-]{4,}=*|(?:gh[pousr]_|github_pat_|glpat-|sk-ant-|xox[abeoprs]-)[\w-]{4,}|npm_[A-Za-z0-9]{36}|(?:AKIA|ASIA)[A-Z2-7]{16})/g;
const HEADERS =
  /((?:(?:proxy-)?authorization|private-token|x-api-key|(?:set-)?cookie)["']?\s*[:=]\s*["']?)(?:(?:bearer|basic|token|digest|negotiate)\s+)?[^\s"',]{1,4000}/gi;
/** A secret that somebody wrote into a settings file, which a message about that line would quote. */
const ASSIGNMENTS =
  /((?:token|password|secret|credential)[\w-]{0,64}["']?\s{0,20}=\s{0,20}["'])[^"'\n]{1,4000}/gi;

/** Text without user names and passwords in URLs, known token shapes, headers that authorize and assigned secrets. */
export function redact(text: string): string {
  return text
    .replace(URL_CREDENTIALS, '://')
    .replace(QUERY_CREDENTIALS, '$1[hidden]')
    .replace(HEADERS, '$1[hidden]')
    .replace(ASSIGNMENTS, '$1[hidden]')
    .replace(TOKENS, '[hidden]');
}

/** The same for every text inside plain JSON values. */
export function redactDeep(value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(redactDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactDeep(item)]));
}

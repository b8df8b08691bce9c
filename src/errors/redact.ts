const URL_CREDENTIALS = /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@]{1,1000}@/gi;
const TOKENS = /\b(?:stk_|gh[pousr]_|github_pat_|glpat-)[A-Za-z0-9_-]{4,}/g;
const AUTHORIZATION =
  /\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?:(?:bearer|basic)\s+)?[^\s"',]{1,4000}/gi;

/** Text without user names and passwords in URLs, known token shapes and authorization headers. */
export function redact(text: string): string {
  return text
    .replace(URL_CREDENTIALS, '$1')
    .replace(AUTHORIZATION, '$1[hidden]')
    .replace(TOKENS, '[hidden]');
}

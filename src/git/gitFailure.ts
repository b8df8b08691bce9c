import type { ErrorCode } from '../errors/catalog.ts';
import { PaksError } from '../errors/PaksError.ts';
import type { ProcessResult } from '../io/runProcess.ts';
import { quote } from './protocol/protocolError.ts';

interface Explanation {
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  readonly what: string;
  readonly hint: string;
}

/** What git and ssh say (in the C locale) when things fail, most telling first. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    pattern: /unadvertised object|not our ref|couldn't find remote ref|no such remote ref/i,
    code: 'REF_NOT_FOUND',
    what: 'does not give what was asked for',
    hint: 'check that the branch, tag or commit is still there; `paks update` moves to what is',
  },
  {
    pattern:
      /permission denied \(|authentication failed|could not read (?:username|password)|terminal prompts disabled|host key verification failed|error: 40[13]/i,
    code: 'AUTH_REQUIRED',
    what: 'wants to know who you are',
    hint: 'check that `git ls-remote` on this address works without asking, then run the command again',
  },
  {
    pattern: /\bproxy\b|CONNECT tunnel failed/i,
    code: 'NETWORK_UNREACHABLE',
    what: 'cannot be reached through the proxy',
    hint: 'check `HTTPS_PROXY`, the setting `proxy` and its password, or exempt the host with `NO_PROXY`',
  },
  {
    pattern: /certificate|SSL routines|gnutls_handshake/i,
    code: 'NETWORK_UNREACHABLE',
    what: 'has no trusted connection',
    hint: 'name the file of a private certificate authority in the setting `ca-file`',
  },
  {
    pattern:
      /could not resolve|connection (?:refused|reset|timed out|closed)|network is unreachable|failed to connect|operation timed out/i,
    code: 'NETWORK_UNREACHABLE',
    what: 'cannot be reached',
    hint: 'check the address and the network',
  },
  {
    // Git counts "5xx bytes of body" in the same words.
    pattern: /(?:error:|HTTP) (?:429|5\d\d)\b(?! bytes)/,
    code: 'HTTP_STATUS',
    what: 'answers with an error of the server',
    hint: 'try again later',
  },
  {
    pattern: /dubious ownership/i,
    code: 'REPOSITORY_UNREACHABLE',
    what: 'belongs to another user of this machine',
    hint: 'if you trust it, run `git config --global --add safe.directory` with its path',
  },
  {
    pattern:
      /not found|does not exist|does not appear to be a git repository|no such file|not valid: is this a git repository|not a git repository/i,
    code: 'REPOSITORY_UNREACHABLE',
    what: 'is not a repository, or not one for you',
    hint: 'check the address; a private repository may also look like a missing one',
  },
  {
    pattern:
      /early eof|empty reply|unexpected disconnect|hung up unexpectedly|invalid index-pack|transfer closed/i,
    code: 'NETWORK_TRUNCATED',
    what: 'ended its answer in the middle',
    hint: 'run the command again',
  },
];

/** A failed run of git as an error: by what it printed, or else quoting it. */
export function explainGitFailure(
  url: string,
  command: string,
  result: Exclude<ProcessResult, { kind: 'missing' }>,
): PaksError {
  if (result.kind === 'timeout') {
    return new PaksError('NETWORK_TIMEOUT', { message: `\`git ${command}\` of \`${url}\` hangs` });
  }
  if (result.kind !== 'exited') {
    return new PaksError('LIMIT_EXCEEDED', {
      message: `\`${url}\` sends more than Paks takes from a repository`,
      hint: 'check the address; no repository of skills is that large',
    });
  }
  const said = quote(lastLines(result.problems));
  const found = EXPLANATIONS.find(({ pattern }) => pattern.test(result.problems));
  if (found === undefined) {
    return new PaksError('GIT_PROGRAM', {
      message: `\`git ${command}\` of \`${url}\` failed: ${said}`,
      hint: 'run `git ls-remote` on this address to see whether git itself can reach it',
    });
  }
  const { code, what, hint } = found;
  return new PaksError(code, { message: `\`${url}\` ${what}`, hint, data: { said } });
}

function lastLines(problems: string): string {
  const lines = problems.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.filter((line) => /^(?:fatal|error|remote): /.test(line));
  return (telling.length > 0 ? telling : lines).slice(-2).join('; ');
}

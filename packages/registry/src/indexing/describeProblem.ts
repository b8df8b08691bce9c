import type { ErrorCode } from '../../../../src/errors/catalog.ts';
import { messageOf } from '../../../../src/errors/describeFailure.ts';
import { isPaksError } from '../../../../src/errors/PaksError.ts';
import type { WireError, WireErrorCode } from '../../../../src/protocol/wireError.ts';
import { isRefusal } from '../http/Refusal.ts';

/** Why an index request did not succeed, and whether trying again may help. */
export interface Problem {
  readonly error: WireError;
  readonly isPassing: boolean;
  /** For the log only: what a foreign error said, which may name what is nobody's business. */
  readonly cause?: string;
}

/** Anything thrown while indexing, in the contract's terms. What is foreign is `INTERNAL` and hidden. */
export function describeProblem(thrown: unknown): Problem {
  if (isRefusal(thrown)) {
    const { code, message, details } = thrown;
    return {
      error: { code, message, ...(details && { details: { ...details } }) },
      isPassing: false,
    };
  }
  if (!isPaksError(thrown)) {
    const message = 'indexing failed within the server; its log says why';
    return { error: { code: 'INTERNAL', message }, isPassing: true, cause: messageOf(thrown) };
  }
  const code = CODES[thrown.code] ?? 'INTERNAL';
  const hint = thrown.hint === undefined ? {} : { hint: thrown.hint };
  return {
    error: { code, message: thrown.message, details: { ...thrown.data, ...hint } },
    isPassing: PASSING.has(thrown.code),
  };
}

const CODES: Partial<Record<ErrorCode, WireErrorCode>> = {
  LIMIT_EXCEEDED: 'TOO_LARGE',
  UNSAFE_PATH: 'INVALID_SKILL',
  UNSAFE_LINK: 'INVALID_SKILL',
  SKILL_INVALID: 'INVALID_SKILL',
  NOT_A_SKILL: 'INVALID_SKILL',
  HIDDEN_CONTENT: 'INVALID_SKILL',
  NAME_INVALID: 'INVALID_SKILL',
  SOURCE_INVALID: 'REPOSITORY_NOT_ALLOWED',
  REDIRECT_REFUSED: 'REPOSITORY_NOT_ALLOWED',
  REF_NOT_FOUND: 'TAG_NOT_FOUND',
  REPOSITORY_UNREACHABLE: 'REPOSITORY_UNREACHABLE',
  AUTH_REQUIRED: 'REPOSITORY_UNREACHABLE',
  FORBIDDEN: 'REPOSITORY_UNREACHABLE',
  GIT_PROTOCOL: 'REPOSITORY_UNREACHABLE',
  HTTP_STATUS: 'REPOSITORY_UNREACHABLE',
  RATE_LIMITED: 'REPOSITORY_UNREACHABLE',
  NETWORK_UNREACHABLE: 'REPOSITORY_UNREACHABLE',
  NETWORK_TIMEOUT: 'REPOSITORY_UNREACHABLE',
  NETWORK_TRUNCATED: 'REPOSITORY_UNREACHABLE',
};

const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'NETWORK_UNREACHABLE',
  'NETWORK_TIMEOUT',
  'NETWORK_TRUNCATED',
  'RATE_LIMITED',
  'HTTP_STATUS',
]);

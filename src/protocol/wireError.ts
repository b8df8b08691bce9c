import * as v from 'valibot';

/** Every failure a registry names, with the HTTP status it answers with. */
export const wireErrors = {
  INVALID_REQUEST: 400,
  INVALID_TOKEN: 401,
  TOKEN_EXPIRED: 401,
  AUTH_REQUIRED: 401,
  FORBIDDEN: 403,
  SKILL_NOT_FOUND: 404,
  VERSION_NOT_FOUND: 404,
  NOT_FOUND: 404,
  VERSION_EXISTS: 409,
  INVALID_SKILL: 422,
  TAG_NOT_FOUND: 422,
  REPOSITORY_UNREACHABLE: 422,
  REPOSITORY_NOT_ALLOWED: 422,
  TOO_LARGE: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const satisfies Record<string, number>;

/** The name of one kind of refusal, stable across releases. */
export type WireErrorCode = keyof typeof wireErrors;

/** A failed answer. `code` is open: a newer registry may know more than {@link wireErrors}. */
export const ErrorAnswer = v.object({
  error: v.object({
    code: v.string(),
    message: v.string(),
    details: v.nullish(v.record(v.string(), v.unknown())),
  }),
});

/** What a failed answer says. */
export type WireError = v.InferOutput<typeof ErrorAnswer>['error'];

/** The error of a failed answer's body, or null where the body is something else (a proxy's page). */
export function readWireError(body: string): WireError | null {
  try {
    const read = v.safeParse(ErrorAnswer, JSON.parse(body));
    return read.success ? read.output.error : null;
  } catch {
    return null;
  }
}

/** True for the codes of this version of the contract. */
export function isWireErrorCode(code: string): code is WireErrorCode {
  return Object.hasOwn(wireErrors, code);
}

/** Process exit codes; their meanings are in `docs/spec/error-codes.md`. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 70 | 130;

/**
 * Every failure Paks can report, with the exit code it ends in. A code is never reused for
 * another meaning; each is documented in `docs/spec/error-codes.md`.
 */
export const catalog = {
  // 1: the command's own "no", or a plain failure
  TARGET_NOT_OURS: 1,
  TARGET_MODIFIED: 1,
  DISK_FULL: 1,
  FILE_ACCESS: 1,
  PROJECT_BUSY: 1,
  CREDENTIALS_UNSAVED: 1,
  NOT_A_SKILL: 1,
  SKILL_NOT_IN_PROJECT: 1,
  PACKAGE_MISSING: 1,
  VALIDATION_FAILED: 1,
  SCRIPT_FAILED: 1,
  REPOSITORY_MISSING: 1,
  WORKING_COPY_DIRTY: 1,
  HEAD_DETACHED: 1,
  REMOTE_MISSING: 1,
  IDENTITY_MISSING: 1,
  TAG_EXISTS: 1,
  REMOTE_TAG_EXISTS: 1,
  VERSION_MISSING: 1,
  VERSION_UNCHANGED: 1,
  VERSION_EXISTS: 1,
  PUSH_REJECTED: 1,
  GIT_REFUSED: 1,
  RELEASE_UNFINISHED: 1,
  RELEASE_NOT_FOUND: 1,
  RELEASE_CHANGED: 1,
  NO_SANDBOX: 1,
  NO_HOOK: 1,
  NOT_PINNABLE: 1,
  NOT_PATCHABLE: 1,
  PATCH_CONFLICT: 1,

  // 2: wrong usage, or a file a person must mend
  USAGE: 2,
  MANIFEST_MISSING: 2,
  MANIFEST_EXISTS: 2,
  MANIFEST_INVALID: 2,
  CONFIG_INVALID: 2,
  LOCKFILE_INVALID: 2,
  LOCKFILE_TOO_NEW: 2,
  PACKAGE_INVALID: 2,
  IMPORT_INVALID: 2,
  IMPORT_MISSING: 2,
  SOURCE_INVALID: 2,
  NAME_INVALID: 2,
  NAME_COLLISION: 2,
  CHOICE_NEEDED: 2,
  ANSWER_NEEDED: 2,
  AGENT_UNKNOWN: 2,
  AGENT_UNSUPPORTED: 2,
  REGISTRY_UNKNOWN: 2,
  PATCH_INVALID: 2,

  // 3: the lock forbids going on in a frozen run
  LOCKFILE_MISSING: 3,
  LOCKFILE_OUTDATED: 3,
  LOCKFILE_CONFLICT: 3,

  // 4: nothing satisfies every requirement
  NO_SOLUTION: 4,

  // 5: content or policy refused
  INTEGRITY_MISMATCH: 5,
  INTEGRITY_MISSING: 5,
  UNSAFE_PATH: 5,
  UNSAFE_LINK: 5,
  UNSAFE_ARCHIVE: 5,
  UNSAFE_TARGET: 5,
  LIMIT_EXCEEDED: 5,
  SKILL_INVALID: 5,
  HIDDEN_CONTENT: 5,
  POLICY_REFUSED: 5,
  TAG_MOVED: 5,
  BUNDLE_INVALID: 5,

  // 6: network, registry or repository
  OFFLINE: 6,
  NETWORK_UNREACHABLE: 6,
  NETWORK_TIMEOUT: 6,
  NETWORK_TRUNCATED: 6,
  REDIRECT_REFUSED: 6,
  HTTP_STATUS: 6,
  RATE_LIMITED: 6,
  REGISTRY_ANSWER_INVALID: 6,
  SKILL_NOT_FOUND: 6,
  REPOSITORY_UNREACHABLE: 6,
  REF_NOT_FOUND: 6,
  GIT_PROTOCOL: 6,
  GIT_PROGRAM: 6,
  NOT_INDEXED: 6,

  // 7: not signed in, or not allowed
  AUTH_REQUIRED: 7,
  TOKEN_INVALID: 7,
  TOKEN_EXPIRED: 7,
  KEYCHAIN_UNAVAILABLE: 7,
  CREDENTIALS_INVALID: 7,
  FORBIDDEN: 7,

  // outside the user's reach
  BUG: 70,
  INTERRUPTED: 130,
} as const satisfies Record<string, ExitCode>;

/** The name of one kind of failure, stable across releases. */
export type ErrorCode = keyof typeof catalog;

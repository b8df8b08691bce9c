import { authRequired, loginCommand, tokenExpired, tokenInvalid } from '../auth/tokenProblems.ts';
import type { Registry } from '../config/Registry.ts';
import type { ErrorCode } from '../errors/catalog.ts';
import { PaksError } from '../errors/PaksError.ts';
import type { Version } from '../model/Range.ts';
import { isSkillId, type SkillId } from '../model/SkillId.ts';
import type { RegistryName } from '../model/Source.ts';
import { readWireError, type WireError } from '../protocol/wireError.ts';

/** An answer that is no success. */
export interface FailedAnswer {
  readonly registry: Registry;
  /** What was asked for, as a person names it: `account/name` or `account/name@1.0.0`. */
  readonly subject: string;
  readonly status: number;
  readonly url: string;
  readonly body: string;
  readonly retryAfter: string | null;
}

const LONGEST_FOREIGN_TEXT = 200;
const MOST_NAMED = 5;

/** A failed answer as the error its status and code stand for, with what to do about it. */
export function registryFailure(answer: FailedAnswer): PaksError {
  const wire = readWireError(answer.body);
  const { code, message, hint } = explain(answer, wire);
  const suggestion = wire === null ? undefined : suggestionOf(wire);
  return new PaksError(code, {
    message,
    hint,
    data: {
      registry: answer.registry.name,
      url: answer.url,
      status: answer.status,
      ...(wire === null ? {} : { answer: wire.code }),
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  });
}

/** The registry has the skill, but not this version of it; its newest are named. */
export function missingVersion(
  id: SkillId,
  version: Version,
  listed: readonly { readonly version: Version }[],
  registry: RegistryName,
): PaksError {
  const newest = listed.slice(0, MOST_NAMED).map((entry) => `\`${entry.version}\``);
  return new PaksError('SKILL_NOT_FOUND', {
    message: `registry \`${registry}\` has no \`${id}@${version}\``,
    hint: newest.length === 0 ? undefined : `its newest versions: ${newest.join(', ')}`,
    data: { registry, skill: id, version },
  });
}

interface Explanation {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | undefined;
}

function explain(answer: FailedAnswer, wire: WireError | null): Explanation {
  const { status, registry, subject } = answer;
  const name = `registry \`${registry.name}\``;
  if (status === 401) return unauthorized(registry, wire);
  if (status === 403) {
    return {
      code: 'FORBIDDEN',
      message: `${name} does not allow access to \`${subject}\`${said(wire)}`,
      hint: `check with \`paks whoami\` which account is signed in, or sign in with ${loginCommand(registry)}`,
    };
  }
  if (status === 404) return notFound(answer, wire);
  if (status === 429) {
    return {
      code: 'RATE_LIMITED',
      message: `${name} takes no more requests for now`,
      hint: `${whenAgain(answer.retryAfter)}; signing in with ${loginCommand(registry)} raises the limit`,
    };
  }
  return {
    code: 'HTTP_STATUS',
    message: `${name} answered with HTTP status ${status}${said(wire)}`,
    hint:
      status >= 500
        ? 'try again later; what is locked and cached installs without it'
        : `check the address of registry \`${registry.name}\`: it is \`${registry.url}\``,
  };
}

/** `Retry-After` in words: seconds or an HTTP date (RFC 9110, section 10.2.3). */
function whenAgain(retryAfter: string | null): string {
  const text = retryAfter?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return `try again in ${text} second${text === '1' ? '' : 's'}`;
  return Number.isNaN(Date.parse(text)) ? 'try again later' : `try again after ${text}`;
}

/** A 404 without the contract's error is some other server's, and says nothing about the skill. */
function notFound({ registry, subject, url }: FailedAnswer, wire: WireError | null): Explanation {
  if (wire?.code !== 'SKILL_NOT_FOUND' && wire?.code !== 'VERSION_NOT_FOUND') {
    return {
      code: 'REGISTRY_ANSWER_INVALID',
      message: `\`${url}\` does not exist: the server there is no registry`,
      hint: `check the address of registry \`${registry.name}\`: it is \`${registry.url}\``,
    };
  }
  const suggested = suggestionOf(wire);
  const search = `\`paks search ${subject.replace(/@.*$/, '').replace(/^.*\//, '')}\``;
  return {
    code: 'SKILL_NOT_FOUND',
    message: `registry \`${registry.name}\` has no \`${subject}\``,
    hint:
      suggested === undefined
        ? `look for it with ${search}; a private skill needs ${loginCommand(registry)}`
        : `did you mean \`${suggested}\`?`,
  };
}

/** Which of its kinds a 401 is, by the registry's own word. */
function unauthorized(registry: Registry, wire: WireError | null): PaksError {
  if (wire?.code === 'TOKEN_EXPIRED') return tokenExpired(registry);
  if (wire?.code === 'INVALID_TOKEN') return tokenInvalid(registry);
  return authRequired(registry);
}

function suggestionOf({ details }: WireError): string | undefined {
  const offered = details?.['suggestion'] ?? details?.['suggestions'];
  const [first]: readonly unknown[] = Array.isArray(offered) ? offered : [offered];
  return typeof first === 'string' && isSkillId(first) ? first : undefined;
}

function said(wire: WireError | null): string {
  return wire === null ? '' : `: ${wire.message.slice(0, LONGEST_FOREIGN_TEXT)}`;
}

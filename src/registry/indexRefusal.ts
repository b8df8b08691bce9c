import type { Registry } from '../config/Registry.ts';
import type { ErrorCode } from '../errors/catalog.ts';
import { PaksError } from '../errors/PaksError.ts';
import { readWireError, type WireError } from '../protocol/wireError.ts';
import type { TaggedRelease } from './TaggedRelease.ts';

/** An answer to an index request that is no success. */
export interface RefusedRelease {
  readonly registry: Registry;
  readonly release: TaggedRelease;
  readonly body: string;
}

interface Explanation {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

const LONGEST_FOREIGN_TEXT = 500;

/** Why a registry did not take a release, and what to do; null for what any request may be answered. */
export function indexRefusal(refused: RefusedRelease): PaksError | null {
  const wire = readWireError(refused.body);
  const explained = wire === null ? null : explain(wire, refused);
  if (wire === null || explained === null) return null;
  const { code, message, hint } = explained;
  const { registry, release } = refused;
  const data = { registry: registry.name, tag: release.tag, answer: wire.code };
  return new PaksError(code, { message, hint, data });
}

function explain(
  wire: WireError,
  { registry, release: { repository, tag } }: RefusedRelease,
): Explanation | null {
  const name = `registry \`${registry.name}\``;
  const said = wire.message.slice(0, LONGEST_FOREIGN_TEXT);
  switch (wire.code) {
    case 'VERSION_EXISTS':
      return {
        code: 'VERSION_EXISTS',
        message: `${name} already has this version with other content: ${said}`,
        hint: 'what is indexed never changes; publish a new version with `--bump patch`',
      };
    case 'TAG_NOT_FOUND':
      return {
        code: 'NOT_INDEXED',
        message: `${name} finds no tag \`${tag}\` at \`${repository}\``,
        hint: `check that \`git ls-remote --tags ${repository}\` shows it to anybody; a mirror may need a while`,
      };
    case 'REPOSITORY_UNREACHABLE':
      return {
        code: 'NOT_INDEXED',
        message: `${name} cannot read \`${repository}\`: ${said}`,
        hint: 'only what anybody can read is indexed; name another address with `--repository`, or keep the skill private with `--skip-registry`',
      };
    case 'REPOSITORY_NOT_ALLOWED':
      return {
        code: 'NOT_INDEXED',
        message: `${name} does not index from \`${repository}\`: ${said}`,
        hint: 'name an address that it allows with `--repository`, or ask whoever runs the registry',
      };
    case 'INVALID_SKILL':
      return {
        code: 'NOT_INDEXED',
        message: `${name} does not take the skill: ${said}`,
        hint: 'run `paks validate`, mend it, and publish a new version with `--bump patch`',
      };
    case 'TOO_LARGE':
      return {
        code: 'NOT_INDEXED',
        message: `${name} does not take a skill of this size: ${said}`,
        hint: 'take out what agents do not need, and publish a new version with `--bump patch`',
      };
    default:
      return null;
  }
}

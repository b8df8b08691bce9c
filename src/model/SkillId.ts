import { PaksError } from '../errors/PaksError.ts';
import { isPortableName } from './portableName.ts';

/**
 * What a skill is called in a manifest: `account/name` for one that a registry may hold, or one safe
 * file name (`pdf`) for one from git or a folder. Branded: a plain string is never a skill id.
 */
export type SkillId = string & { readonly __skillId: true };

/** The two halves of an `account/name` id. */
export interface QualifiedName {
  readonly account: string;
  readonly name: string;
}

const ACCOUNT = /^(?=.{1,39}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
const NAME = /^(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST_LOCAL_NAME = 64;

/** Parses an id as a person writes it. Throws `NAME_INVALID`. */
export function parseSkillId(text: string): SkillId {
  if (isQualifiedText(text) || isLocalName(text)) return text as SkillId;
  throw new PaksError('NAME_INVALID', {
    message: `\`${text}\` is not a skill name`,
    hint: 'use `account/name` (lower-case letters, digits and single hyphens) or one plain file name',
  });
}

/** True when {@link parseSkillId} would accept the text. */
export function isSkillId(text: string): text is SkillId {
  return isQualifiedText(text) || isLocalName(text);
}

/** True for names that the Agent Skills specification allows: `[a-z0-9-]`, at most 64 characters. */
export function isSpecificationName(name: string): boolean {
  return NAME.test(name) && isPortableName(name);
}

/** True for an account name: `[a-z0-9-]`, at most 39 characters. */
export function isAccountName(name: string): boolean {
  return ACCOUNT.test(name);
}

/** Account and name of an `account/name` id; null for a local one. */
export function qualifiedName(id: SkillId): QualifiedName | null {
  const slash = id.indexOf('/');
  if (slash < 0) return null;
  return { account: id.slice(0, slash), name: id.slice(slash + 1) };
}

/** The directory a skill takes unless the manifest says `as`: the id without its account. */
export function directoryName(id: SkillId): string {
  return qualifiedName(id)?.name ?? id;
}

function isQualifiedText(text: string): boolean {
  const [account, name, ...rest] = text.split('/');
  if (account === undefined || name === undefined || rest.length > 0) return false;
  return isAccountName(account) && isSpecificationName(name) && isPortableName(account);
}

function isLocalName(text: string): boolean {
  return (
    text.length <= LONGEST_LOCAL_NAME && isPortableName(text) && /^[A-Za-z0-9][\w. -]*$/.test(text)
  );
}

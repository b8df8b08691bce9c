import * as v from 'valibot';
import { isIntegrity } from '../model/Integrity.ts';
import { isCommitId } from '../model/Locator.ts';
import { isRange, parseVersion, isVersion, type Version } from '../model/Range.ts';
import { isAccountName, isSkillId, isSpecificationName, qualifiedName } from '../model/SkillId.ts';
import type { SkillId } from '../model/SkillId.ts';

/** A whole number of things, never negative. */
export const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** RFC 3339 with a zone. */
export const Timestamp = v.pipe(v.string(), v.isoTimestamp());

/** Plain text of any length. Foreign: not safe for a terminal. */
export const Text = v.string();

/** An account, `[a-z0-9-]`. */
export const AccountName = v.pipe(v.string(), v.maxLength(39), v.check(isAccountName));

/** A skill's own name, as the Agent Skills specification allows it. */
export const SkillName = v.pipe(v.string(), v.maxLength(64), v.check(isSpecificationName));

/** `account/name`. */
export const QualifiedId = v.pipe(v.string(), v.maxLength(104), v.guard(isQualifiedId));

/** A semantic version in its normal form: no `v`, no build metadata. */
export const VersionText = v.pipe(v.string(), v.maxLength(256), v.guard(isNormalVersion));

/** An npm range. */
const RangeText = v.pipe(v.string(), v.maxLength(512), v.guard(isRange));

/** A content hash of `docs/spec/store.md`. */
export const IntegrityText = v.pipe(v.string(), v.length(51), v.guard(isIntegrity));

/** The sha512 of an archive's bytes, as Subresource Integrity writes it. */
export const ArchiveIntegrity = v.pipe(v.string(), v.regex(/^sha512-[A-Za-z0-9+/]{86}==$/));

/** Forty lower-case hex digits. */
export const CommitText = v.pipe(v.string(), v.length(40), v.guard(isCommitId));

/** Skills by id and the ranges wanted of them. */
export const Dependencies = v.record(QualifiedId, RangeText);

function isQualifiedId(text: string): text is SkillId {
  return isSkillId(text) && qualifiedName(text) !== null;
}

function isNormalVersion(text: string): text is Version {
  return isVersion(text) && parseVersion(text) === text;
}

import { printable } from '../errors/printable.ts';
import { SKILL_FILE } from '../model/skillPath.ts';
import type { SkillFile } from '../model/SkillTree.ts';
import { parseFrontmatter } from './parseFrontmatter.ts';
import { bodyShort } from './rules/bodyShort.ts';
import { compatibilityFits } from './rules/compatibilityFits.ts';
import { contextCost } from './rules/contextCost.ts';
import { dependenciesReadable } from './rules/dependenciesReadable.ts';
import { descriptionFits } from './rules/descriptionFits.ts';
import { directoriesFilled } from './rules/directoriesFilled.ts';
import { fieldsKnown } from './rules/fieldsKnown.ts';
import { frontmatterReadable } from './rules/frontmatterReadable.ts';
import { licenseStated } from './rules/licenseStated.ts';
import { licenseText } from './rules/licenseText.ts';
import { linksInside } from './rules/linksInside.ts';
import { linksResolve } from './rules/linksResolve.ts';
import { metadataStrings } from './rules/metadataStrings.ts';
import { nameIsDirectory } from './rules/nameIsDirectory.ts';
import { nameValid } from './rules/nameValid.ts';
import { noByteOrderMark } from './rules/noByteOrderMark.ts';
import { pathsSafe } from './rules/pathsSafe.ts';
import { readmePresent } from './rules/readmePresent.ts';
import type { Rule, RuleSeverity, RuleSubject } from './rules/Rule.ts';
import { scriptsExecutable } from './rules/scriptsExecutable.ts';
import { toolsSeparated } from './rules/toolsSeparated.ts';
import { valuesQuoted } from './rules/valuesQuoted.ts';
import { versionExact } from './rules/versionExact.ts';
import { withinLimits } from './rules/withinLimits.ts';

/** The rules in the order in which their findings are shown for one place. */
export const rules: readonly Rule[] = [
  frontmatterReadable,
  valuesQuoted,
  nameValid,
  nameIsDirectory,
  descriptionFits,
  contextCost,
  compatibilityFits,
  versionExact,
  dependenciesReadable,
  fieldsKnown,
  toolsSeparated,
  metadataStrings,
  noByteOrderMark,
  bodyShort,
  linksResolve,
  linksInside,
  pathsSafe,
  withinLimits,
  directoriesFilled,
  scriptsExecutable,
  licenseText,
  licenseStated,
  readmePresent,
];

/** A skill to be judged: all its files, read but not run. */
export interface ValidateSkillInput
  extends Pick<RuleSubject, 'directoryName' | 'emptyDirectories' | 'purpose'> {
  readonly files: readonly SkillFile[];
}

/** One thing that a rule has against a skill. */
export interface RuleFinding {
  readonly rule: string;
  readonly severity: RuleSeverity;
  readonly message: string;
  /** `/`-separated, relative to the skill. */
  readonly path: string;
  /** From 1; 1 and 1 for what concerns a whole file. */
  readonly line: number;
  readonly column: number;
}

/**
 * Judges a skill by every rule (`docs/spec/skill.md`); findings are sorted by file and line. What is
 * hidden in its text is not looked for here but by `audit/`.
 */
export function validateSkill(input: ValidateSkillInput): readonly RuleFinding[] {
  const skillFile = input.files.find(({ path }) => path === SKILL_FILE);
  if (skillFile === undefined) {
    const message = `the directory holds no \`${SKILL_FILE}\``;
    return [{ rule: 'frontmatter-readable', severity: 'error', message, ...AT_TOP }];
  }
  const frontmatter = parseFrontmatter(skillFile.bytes);
  const fields = frontmatter.kind === 'broken' ? new Map<string, never>() : frontmatter.fields;
  const subject: RuleSubject = { ...input, frontmatter, fields };
  return rules.flatMap((rule) => judge(rule, subject)).sort(comparePlaces);
}

const AT_TOP = { path: SKILL_FILE, line: 1, column: 1 } as const;

function judge(rule: Rule, subject: RuleSubject): readonly RuleFinding[] {
  return rule.check(subject).map(({ message, severity, path, line, column }) => ({
    rule: rule.id,
    severity: severity ?? rule.severity,
    message: printable(message),
    path: path ?? AT_TOP.path,
    line: line ?? AT_TOP.line,
    column: column ?? AT_TOP.column,
  }));
}

/** Orders findings by file, `SKILL.md` first, and by line. */
export function comparePlaces(left: RuleFinding, right: RuleFinding): number {
  if (left.path === right.path) return left.line - right.line || left.column - right.column;
  if (left.path === SKILL_FILE) return -1;
  return right.path === SKILL_FILE || left.path > right.path ? 1 : -1;
}

import { relative, sep } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Services } from './Services.ts';
import { type CitedRule, citedRules } from './validate/citedRules.ts';
import { findSkillFolders } from './validate/findSkillFolders.ts';
import { type FolderVerdict, validateFolder } from './validate/validateFolder.ts';

/** What `paks validate` was asked for. */
export interface ValidateInput {
  /** None means the skill here, else every skill below. */
  readonly paths: readonly string[];
  /** Warnings fail too. */
  readonly strict: boolean;
  readonly fix: boolean;
  /** With `fix`: show it and write nothing. */
  readonly dryRun: boolean;
  readonly allDepths: boolean;
}

/** One skill and what was found in it. */
export interface ValidatedSkill extends FolderVerdict {
  /** `/`-separated, relative to the working directory. */
  readonly path: string;
}

/** Every skill that was judged. */
export interface ValidateResult {
  readonly root: string;
  readonly strict: boolean;
  readonly dryRun: boolean;
  readonly passed: boolean;
  readonly errors: number;
  readonly warnings: number;
  /** Examples, tests and nested skills that were left out. */
  readonly skipped: number;
  /** The rules that the findings cite. */
  readonly rules: readonly CitedRule[];
  readonly skills: readonly ValidatedSkill[];
}

/**
 * Judges skills by every rule, and mends what is safe to mend. Throws `NOT_A_SKILL` where there is
 * nothing to judge; what is wrong with a skill is a finding, never an exception.
 */
export async function validate(input: ValidateInput, services: Services): Promise<ValidateResult> {
  const { fileSystem, workingDirectory, environment } = services;
  const options = { ...input, hasModes: environment.platform !== 'win32' };
  const found = findSkillFolders(fileSystem, { ...input, workingDirectory });
  const skills: ValidatedSkill[] = [];
  for (const folder of found.folders) {
    await turn();
    services.signal.throwIfAborted();
    const path = relative(workingDirectory, folder).split(sep).join('/');
    skills.push({ path: path === '' ? '.' : path, ...validateFolder(fileSystem, folder, options) });
  }
  const findings = skills.flatMap((skill) => skill.findings);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  return {
    root: workingDirectory,
    strict: input.strict,
    dryRun: input.dryRun,
    passed: errors === 0 && (warnings === 0 || !input.strict),
    errors,
    warnings,
    skipped: found.skipped,
    rules: citedRules(findings),
    skills,
  };
}

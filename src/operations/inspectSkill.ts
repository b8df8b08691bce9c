import { dismissalLines } from '../audit/dismissalLines.ts';
import type { Finding } from '../audit/Finding.ts';
import { scanSkill } from '../audit/scanSkill.ts';
import { splitDismissed } from '../audit/splitDismissed.ts';
import type { Config } from '../config/Config.ts';
import { withProject } from '../config/withProject.ts';
import { PaksError } from '../errors/PaksError.ts';
import { parseSkill } from '../manifest/parseSkill.ts';
import type { Integrity } from '../model/Integrity.ts';
import type { Locator } from '../model/Locator.ts';
import type { Manifest } from '../model/Manifest.ts';
import { directoryName, type SkillId } from '../model/SkillId.ts';
import { SKILL_FILE } from '../model/skillPath.ts';
import type { SkillFile } from '../model/SkillTree.ts';
import type { InstallWarning } from './InstallResult.ts';

/** Files of one skill, whole, with the hash they come to. */
export interface InspectedSkill {
  readonly locator: Locator;
  readonly files: readonly SkillFile[];
  readonly integrity: Integrity;
}

/**
 * Looks at a skill before anything of it is stored or linked. Throws `SKILL_INVALID` for a `SKILL.md`
 * no agent could use and `HIDDEN_CONTENT` for what policy refuses. Returns true when there was nothing
 * that another project's policy could refuse.
 */
export type SkillInspector = (skill: InspectedSkill) => boolean;

/** What an inspector goes by. */
export interface InspectorOptions {
  /** The user's settings, whose policy file may stand above the manifest's policy. */
  readonly config: Config;
  readonly manifest: Manifest;
  readonly allowInvalid: boolean;
  /** Agents that hide a skill whose frontmatter name is not its directory's; empty for none. */
  readonly hidingAgents: readonly string[];
  readonly warn: (warning: InstallWarning) => void;
}

/** An inspector for one project's policy; warnings are collected, not printed. */
export function createInspector(options: InspectorOptions): SkillInspector {
  return (skill) => {
    const valid = readFrontmatter(skill, options);
    const clean = audit(skill, options);
    return valid && clean;
  };
}

function readFrontmatter({ locator, files }: InspectedSkill, options: InspectorOptions): boolean {
  const file = files.find(({ path }) => path === SKILL_FILE);
  if (file === undefined) return false;
  const metadata = parseSkill(file.bytes, {
    file: `${locator.id}/${SKILL_FILE}`,
    registry: '',
    allowInvalid: options.allowInvalid,
    directoryName: installedName(locator.id, options.manifest),
  });
  for (const note of metadata.notes) {
    const hidden = note.id === 'name-mismatch' && options.hidingAgents.length > 0;
    if (note.severity !== 'warning' && !hidden) continue;
    const by = hidden ? `, so ${options.hidingAgents.join(', ')} may hide it` : '';
    options.warn({ code: note.id, message: `\`${locator.id}\`: ${note.message}${by}` });
  }
  // What was warned of once is warned of in every project: only the rest is cleared.
  return !metadata.notes.some(
    ({ id, severity }) => severity === 'warning' || id === 'name-mismatch',
  );
}

function installedName(id: SkillId, { skills }: Manifest): string {
  return skills.find((skill) => skill.id === id)?.as ?? directoryName(id);
}

function audit(skill: InspectedSkill, { config, manifest, warn }: InspectorOptions): boolean {
  const { policy } = manifest;
  const level = withProject(config, manifest).audit;
  const findings = scanSkill(skill.files).filter(({ severity }) => severity === 'error');
  const { open } = splitDismissed(findings, skill.integrity, policy.dismissed);
  if (open.length > 0 && level === 'error') throw refused(skill, open);
  if (level === 'warn') {
    for (const finding of open) {
      warn({ code: finding.id, message: describe(skill, finding) });
    }
  }
  return findings.length === 0;
}

function refused(skill: InspectedSkill, findings: readonly Finding[]): PaksError {
  const [first, ...rest] = findings;
  const more = rest.length === 0 ? '' : ` and ${rest.length} more`;
  const { id } = skill.locator;
  return new PaksError('HIDDEN_CONTENT', {
    message: `${first === undefined ? `\`${id}\`` : describe(skill, first)}${more}`,
    hint: [
      'if you read it and accept it, add to `paks.toml`:',
      ...dismissalLines(first?.id ?? '', skill.integrity).map((line) => `  ${line}`),
    ],
    data: { id, integrity: skill.integrity, findings },
  });
}

function describe({ locator }: InspectedSkill, { path, line, column, message }: Finding): string {
  return `\`${locator.id}\`: ${message}, at ${path}:${line}:${column}`;
}

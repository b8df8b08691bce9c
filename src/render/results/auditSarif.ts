import type {
  AuditedSkill,
  AuditFinding,
  AuditResult,
} from '../../operations/audit/AuditResult.ts';
import { renderSarif, type SarifResult } from './sarif.ts';

/**
 * The findings as SARIF, addresses relative to the manifest: what is in a folder of the project's own
 * stands where it is, everything else at the skill's block of `paks.lock`, which is what is committed.
 */
export function renderAuditSarif({ skills, rules }: AuditResult): string {
  const found = skills.flatMap((skill) => skill.findings.map((finding) => ({ skill, finding })));
  const levels = new Map<string, 'error' | 'note'>();
  for (const { finding } of found) levels.set(finding.id, levelOf(finding));
  return renderSarif(
    rules.flatMap(({ id, summary }) => {
      const level = levels.get(id);
      return level === undefined ? [] : [{ id, summary, level, help: 'See docs/spec/audit.md.' }];
    }),
    found.map(({ skill, finding }) => resultOf(skill, finding)),
  );
}

function resultOf(skill: AuditedSkill, finding: AuditFinding): SarifResult {
  const { id, message, path, line, column } = finding;
  const result = { rule: id, level: levelOf(finding) };
  if (skill.folder !== null && path !== null) {
    return { ...result, message, file: `${skill.folder}/${path}`, line, column };
  }
  const where = path === null ? '' : `, at ${path}:${line}:${column}`;
  const text = `${skill.id}@${skill.version}: ${message}${where}`;
  return { ...result, message: text, file: 'paks.lock', line: skill.lockLine, column: 1 };
}

function levelOf({ severity }: AuditFinding): 'error' | 'note' {
  return severity === 'error' ? 'error' : 'note';
}

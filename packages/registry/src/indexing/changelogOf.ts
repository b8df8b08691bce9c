import type { SkillFile } from '../../../../src/model/SkillTree.ts';

const LONGEST_SUMMARY = 2_000;
const HEADING = /^(#{1,6})\s+(.*)$/;

/**
 * What a version changed, from the `CHANGELOG.md` beside its `SKILL.md`: the section whose heading
 * names the version, as text of at most 2,000 characters; null where there is none.
 */
export function changelogOf(files: readonly SkillFile[], version: string): string | null {
  const file = files.find(({ path }) => path.toLowerCase() === 'changelog.md');
  if (file === undefined) return null;
  const section = sectionOf(
    new TextDecoder().decode(file.bytes).replaceAll('\0', '').split(/\r?\n/),
    version,
  );
  return section === '' ? null : section.slice(0, LONGEST_SUMMARY);
}

function sectionOf(lines: readonly string[], version: string): string {
  const start = lines.findIndex((line) => namesVersion(line, version));
  if (start < 0) return '';
  const level = HEADING.exec(lines[start] ?? '')?.[1]?.length ?? 1;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => (HEADING.exec(line)?.[1]?.length ?? 7) <= level);
  return rest
    .slice(0, end < 0 ? undefined : end)
    .join('\n')
    .trim();
}

/** `## 1.2.0`, `## [1.2.0] - 2026-01-01`, `# v1.2.0`; not `1.2.0-rc.1` or `11.2.0`. */
function namesVersion(line: string, version: string): boolean {
  const heading = HEADING.exec(line)?.[2] ?? '';
  return heading.split(/[\s()[\],:]+/).some((word) => word === version || word === `v${version}`);
}

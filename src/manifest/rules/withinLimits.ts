import { SKILL_LIMITS } from '../../model/limits.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import type { Rule, RuleProblem } from './Rule.ts';

const MiB = 1024 * 1024;

/** A skill stays below the sizes that install and index refuse (threat T05). */
export const withinLimits: Rule = {
  id: 'within-limits',
  severity: 'error',
  summary: 'the skill is within the limits that every install keeps',
  check: ({ files }) => {
    const problems: RuleProblem[] = [];
    if (files.length > SKILL_LIMITS.files) {
      const message = `the skill has ${files.length} files; the limit is ${SKILL_LIMITS.files}`;
      problems.push({ message });
    }
    const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (total > SKILL_LIMITS.bytes) {
      problems.push({ message: `the skill is larger than ${SKILL_LIMITS.bytes / MiB} MiB` });
    }
    for (const { path, bytes } of files) {
      const limit = path === SKILL_FILE ? SKILL_LIMITS.skillFileBytes : SKILL_LIMITS.fileBytes;
      if (bytes.length > limit) {
        problems.push({ message: `the file is larger than ${limit / MiB} MiB`, path });
      }
    }
    return problems;
  },
};

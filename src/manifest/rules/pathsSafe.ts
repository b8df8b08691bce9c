import { isPaksError } from '../../errors/PaksError.ts';
import { PathPolicy } from '../../model/skillPath.ts';
import type { Rule, RuleProblem } from './Rule.ts';

/** Every path can be held by every system, and no two are one on some of them (threats T01, T03, T04). */
export const pathsSafe: Rule = {
  id: 'paths-safe',
  severity: 'error',
  summary: 'every path can be held by every system',
  check: ({ files }) => {
    const policy = new PathPolicy();
    return files.flatMap(({ path }): readonly RuleProblem[] => {
      try {
        policy.admitFile(path);
        return [];
      } catch (thrown) {
        if (!isPaksError(thrown)) throw thrown;
        return [{ message: thrown.message, path }];
      }
    });
  },
};

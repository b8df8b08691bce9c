import type { Rule } from './Rule.ts';

/** A release has a README for people; `SKILL.md` is written for agents. */
export const readmePresent: Rule = {
  id: 'readme-present',
  severity: 'warning',
  summary: 'a release has a README for people',
  check: ({ files, purpose }) =>
    purpose === 'validate' || files.some(({ path }) => /^readme(?:\.\w+)?$/i.test(path))
      ? []
      : [{ message: 'there is no README.md; people will see only `SKILL.md`' }],
};

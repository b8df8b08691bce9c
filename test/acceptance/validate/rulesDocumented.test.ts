import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { scanSkill } from '../../../src/audit/scanSkill.ts';
import { allRules } from '../../../src/operations/validate/citedRules.ts';
import { contentRules } from '../../../src/operations/validate/contentRules.ts';
import { skillFile } from '../../helpers/skillFiles.ts';

describe('the rules', () => {
  test('each has a page, and each page a rule', () => {
    const pages = readdirSync('docs/rules').filter((name) => name !== 'README.md');
    expect(pages.sort()).toEqual(allRules.map(({ id }) => `${id}.md`).sort());
  });

  test.each(allRules)(
    '$id: its page says why, shows an example, how to mend it and where it comes from',
    (rule) => {
      const page = readFileSync(`docs/rules/${rule.id}.md`, 'utf8');
      expect(page).toContain(`# \`${rule.id}\`\n\nSeverity: ${rule.severity}`);
      for (const title of ['Why', 'Example', 'Mending it', 'Source'])
        expect(page).toContain(`\n## ${title}\n`);
      expect(readFileSync('docs/rules/README.md', 'utf8')).toContain(`(${rule.id}.md)`);
    },
  );

  test('every finding of the audit that stops an install is a rule', () => {
    const [content = ''] = readFileSync('docs/spec/audit.md', 'utf8').split(
      'What the content does',
    );
    const errors = [...content.matchAll(/^\| `([a-z-]+)` \| error/gm)].map(([, id]) => id);
    expect(errors).not.toEqual([]);
    for (const id of errors) expect([...contentRules.keys()]).toContain(id);
    const [finding] = scanSkill([skillFile('a.md', 'x\u202ey')]);
    expect(finding).toMatchObject({ id: 'bidi-control', severity: 'error' });
  });
});

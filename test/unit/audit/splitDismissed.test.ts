import { expect, test } from '@jest/globals';
import { scanText } from '../../../src/audit/scanText.ts';
import { splitDismissed } from '../../../src/audit/splitDismissed.ts';
import { parseIntegrity } from '../../../src/model/Integrity.ts';

const reviewed = parseIntegrity('sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
const other = parseIntegrity('sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=');
const findings = scanText({ path: 'SKILL.md', text: 'a\u202eb \u200b' });

test('a dismissal holds for one kind of finding in the very content that was reviewed', () => {
  const dismissals = [{ finding: 'bidi-control', integrity: reviewed }];
  expect(splitDismissed(findings, reviewed, dismissals)).toEqual({
    open: [expect.objectContaining({ id: 'invisible-character' })],
    dismissed: [expect.objectContaining({ id: 'bidi-control' })],
  });
  expect(splitDismissed(findings, other, dismissals)).toEqual({ open: findings, dismissed: [] });
  expect(splitDismissed(findings, reviewed, [])).toEqual({ open: findings, dismissed: [] });
});

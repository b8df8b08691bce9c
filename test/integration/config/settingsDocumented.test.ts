import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { settingsPage } from '../../../scripts/docs/settingsPage.ts';

const PAGE = fileURLToPath(new URL('../../../docs/settings.md', import.meta.url));

test('the page about settings is the one that the table makes', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(settingsPage());
});

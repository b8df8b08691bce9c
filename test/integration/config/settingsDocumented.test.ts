import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { settingsPage } from '../../helpers/settingsPage.ts';

const PAGE = fileURLToPath(new URL('../../../docs/settings.md', import.meta.url));

test('the page about settings is the one that the table makes', () => {
  if (process.env['PAKS_UPDATE_DOCS'] === '1') writeFileSync(PAGE, settingsPage());
  expect(readFileSync(PAGE, 'utf8')).toBe(settingsPage());
});

import { describe, expect, test } from '@jest/globals';
import { changelogOf } from '../../../packages/registry/src/indexing/changelogOf.ts';

const read = (text: string, version: string) =>
  changelogOf([{ path: 'CHANGELOG.md', mode: 0o644, bytes: Buffer.from(text) }], version);

describe('the changelog of a version', () => {
  const text = [
    '# Changelog',
    '## [2.0.0-rc.1] - 2026-02-01',
    'Candidate.',
    '## v1.2.0 (2026-01-01)',
    '### Added',
    '- rollbacks',
    '## 1.1.0',
    'Older.',
  ].join('\r\n');

  test.each([
    ['2.0.0-rc.1', 'Candidate.'],
    ['1.2.0', '### Added\n- rollbacks'],
    ['1.1.0', 'Older.'],
    ['2.0.0', null],
    ['1.2.0-rc.1', null],
  ])('%s is its own section', (version, section) => {
    expect(read(text, version)).toBe(section);
  });

  test('is cut after 2,000 characters', () => {
    expect(read(`## 1.0.0\n${'x'.repeat(5000)}`, '1.0.0')).toHaveLength(2000);
  });

  test('is nothing where there is no file', () => {
    expect(changelogOf([], '1.0.0')).toBeNull();
  });
});

import { describe, expect, test } from '@jest/globals';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import { findEntry } from '../../../src/operations/findEntry.ts';

const KNOWN = ['acme/base', 'acme/deploy', 'other/deploy', 'pdf'].map(parseSkillId);

function find(name: string): string {
  return findEntry(name, [...KNOWN, ...KNOWN], 'in `paks.toml`');
}

describe('findEntry', () => {
  test('takes an id, or the name of the only skill that has it', () => {
    expect(find('other/deploy')).toBe('other/deploy');
    expect(find('base')).toBe('acme/base');
    expect(find('pdf')).toBe('pdf');
  });

  test('asks for the account where several skills have the name', () => {
    expect(() => find('deploy')).toThrow(
      expect.objectContaining({
        code: 'USAGE',
        message: '`deploy` could be any of `acme/deploy`, `other/deploy`',
      }),
    );
  });

  test('names the nearest, or where to look', () => {
    expect(() => find('acme/bsae')).toThrow(
      expect.objectContaining({
        code: 'SKILL_NOT_IN_PROJECT',
        hint: 'did you mean `acme/base`?',
      }),
    );
    expect(() => find('zzzzzz')).toThrow(
      expect.objectContaining({ hint: 'run `paks list` to see what is' }),
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import { describeFailure } from '../../../src/errors/describeFailure.ts';
import { PaksError } from '../../../src/errors/PaksError.ts';
import { jsonDocument } from '../../../src/render/jsonDocument.ts';

describe('jsonDocument', () => {
  test('is one document and a newline', () => {
    const text = jsonDocument({ ok: true, result: { skills: ['a'] } });
    expect(text.endsWith('}\n')).toBe(true);
    expect(JSON.parse(text)).toEqual({ version: 1, ok: true, result: { skills: ['a'] } });
  });

  test('a failure has code, message, hint, exit and data, and no stack', () => {
    const details = { message: 'no', hint: 'do this', data: { id: 'a' } };
    const error = describeFailure(new PaksError('POLICY_REFUSED', details));
    expect(JSON.parse(jsonDocument({ ok: false, error }))).toEqual({
      version: 1,
      ok: false,
      error: { code: 'POLICY_REFUSED', message: 'no', hint: 'do this', exit: 5, data: { id: 'a' } },
    });
  });

  test('a failure without a hint has none', () => {
    const error = describeFailure(new PaksError('INTERRUPTED', { message: 'interrupted' }));
    expect(JSON.parse(jsonDocument({ ok: false, error })).error).not.toHaveProperty('hint');
  });
});

import { describe, expect, test } from '@jest/globals';
import { SkillMeter } from '../../../src/io/SkillMeter.ts';

describe('T05 the meter of a skill', () => {
  test('stops at one file too many', () => {
    const meter = new SkillMeter();
    for (let count = 0; count < 5_000; count++) meter.add(`f${count}`, 0);
    expect(() => meter.add('one-more', 0)).toThrow('too many files; the limit is 5000');
  });

  test('stops at one byte too many in all', () => {
    const meter = new SkillMeter();
    for (const path of ['a', 'b', 'c', 'd']) meter.add(path, 16 * 1024 * 1024);
    expect(() => meter.add('e', 1)).toThrow('at `e` there are 67108865 bytes');
  });

  test('holds only the SKILL.md at the root to its own limit', () => {
    const meter = new SkillMeter();
    meter.add('nested/SKILL.md', 3 * 1024 * 1024);
    expect(() => meter.add('SKILL.md', 3 * 1024 * 1024)).toThrow('the limit is 2097152');
  });
});

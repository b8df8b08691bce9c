import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { hashFile } from '../../../src/io/contentHash.ts';
import type { Integrity } from '../../../src/model/Integrity.ts';
import { formatIndex, parseIndex } from '../../../src/store/storeIndex.ts';
import { entriesDirectory, integrityOfEntry, storeEntry } from '../../../src/store/storeLayout.ts';
import { integrityOfSkill, sampleSkill, skillFile } from '../../helpers/skillFiles.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const hashOf = (text: string) =>
  `sha256-${createHash('sha256').update(text).digest('base64')}` as Integrity;

describe('the index of an entry', () => {
  test('is the text that the integrity is the hash of', () => {
    const skill = sampleSkill();
    const index = formatIndex(skill.map(hashFile));
    expect(hashOf(index)).toBe(integrityOfSkill(skill));
  });

  test('gives back what it was made of', () => {
    const skill = [...sampleSkill(), skillFile('a b/ü 644 x', 'x')];
    const index = bytes(formatIndex(skill.map(hashFile)));
    const files = parseIndex(index, integrityOfSkill(skill));
    expect(files?.map(({ path, mode }) => [path, mode])).toEqual([
      ['SKILL.md', 0o644],
      ['a b/ü 644 x', 0o644],
      ['references/deep/notes.md', 0o644],
      ['scripts/run.sh', 0o755],
    ]);
  });

  test('T13 is nothing when it is not what was hashed', () => {
    expect(parseIndex(bytes('other'), integrityOfSkill(sampleSkill()))).toBeNull();
  });

  test.each(['nonsense\n', `${'a'.repeat(64)} 777 x\n`, `${'a'.repeat(64)} 644 \n`])(
    'T13 is nothing when its line is %j, even under the right hash',
    (text) => {
      expect(parseIndex(bytes(text), hashOf(text))).toBeNull();
    },
  );
});

describe('the layout of the store', () => {
  test('names an entry by the hex digits of its hash, below the first two', () => {
    const entry = storeEntry('/store', hashOf('x'));
    const hex = createHash('sha256').update('x').digest('hex');
    expect(entry.directory).toBe(`${entriesDirectory('/store')}/${hex.slice(0, 2)}/${hex}`);
    expect(integrityOfEntry(hex)).toBe(hashOf('x'));
    expect(integrityOfEntry('tmp')).toBeNull();
  });
});

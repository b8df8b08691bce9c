import { describe, expect, test } from '@jest/globals';
import { followLink } from '../../../src/git/followLink.ts';
import type { TreeEntry } from '../../../src/git/GitClient.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';

/** A skill of files (text null) and links (text: where to), whose ids are their paths. */
async function followed(files: Readonly<Record<string, string | null>>, start: string) {
  const entries = new Map(
    Object.entries(files).map(([path, target]): [string, TreeEntry] => [
      path,
      { path, id: path, mode: target === null ? '100755' : '120000' },
    ]),
  );
  const entry = entries.get(start);
  if (entry === undefined) throw new Error('no such start');
  const read = async (path: string) => Buffer.from(files[path] ?? '');
  return await followLink(entry, { id: parseSkillId('demo'), entries, read });
}

function chain(links: number): Record<string, string | null> {
  const files: Record<string, string | null> = { [`f${links}`]: null };
  for (let index = 0; index < links; index++) files[`f${index}`] = `f${index + 1}`;
  return files;
}

describe('followLink', () => {
  test('a regular file is its own answer', async () => {
    expect(await followed({ 'SKILL.md': null }, 'SKILL.md')).toMatchObject({ path: 'SKILL.md' });
  });

  test.each([
    ['a', { a: 'b', b: null }, 'b'],
    ['docs/a', { 'docs/a': '../b', b: null }, 'b'],
    ['docs/a', { 'docs/a': './x/../b', 'docs/b': null }, 'docs/b'],
    ['a', { a: 'b', b: 'docs/c', 'docs/c': '../d', d: null }, 'd'],
  ])('follows %p through the skill, with the mode of where it ends', async (start, files, end) => {
    expect(await followed(files, start)).toEqual({ path: end, id: end, mode: '100755' });
  });

  test('follows a chain of eight and no longer one', async () => {
    expect(await followed(chain(8), 'f0')).toMatchObject({ path: 'f8' });
    await expect(followed(chain(9), 'f0')).rejects.toThrow(/too many links/);
  });

  test.each([
    ['../outside', /outside the skill/],
    ['docs/../../outside', /outside the skill/],
    ['..', /outside the skill/],
    ['/etc/passwd', /outside the skill/],
    ['nowhere', /no file of it/],
    ['docs', /no file of it/],
    ['docs/link/b', /no file of it/],
    ['..\\outside', /no file of it/],
    ['', /no file of it/],
    ['.', /no file of it/],
    ['b\0/../c', /no file of it/],
    ['x'.repeat(5000), /very long path/],
    ['a', /itself/],
  ])('T02: refuses a link to %j', async (target, message) => {
    const files = { a: target, 'docs/b': null, 'docs/link': '.' };
    const failure = followed(files, 'a');
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toMatchObject({ code: 'UNSAFE_LINK', data: { path: 'a' } });
  });

  test('T02: refuses a circle of several links', async () => {
    await expect(followed({ a: 'b', b: 'c', c: 'a' }, 'a')).rejects.toMatchObject({
      code: 'UNSAFE_LINK',
    });
  });
});

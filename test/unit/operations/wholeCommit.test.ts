import { describe, expect, test } from '@jest/globals';
import type { GitObjects } from '../../../src/fetchers/GitObjects.ts';
import type { RemoteReference } from '../../../src/git/GitClient.ts';
import type { GitWish } from '../../../src/manifest/SourceWish.ts';
import type { CommitId } from '../../../src/model/Locator.ts';
import { wholeCommit } from '../../../src/operations/adding/wholeCommit.ts';

const ONE = `abc123${'0'.repeat(34)}` as CommitId;
const TWO = `abc123${'1'.repeat(34)}` as CommitId;
const wish = (id: string): GitWish => ({
  kind: 'git',
  url: 'https://git.test/a.git',
  reference: { kind: 'commit', id },
});

function repository(tips: Readonly<Record<string, CommitId>>) {
  const asked: string[] = [];
  const references = async (_url: string, prefix: string): Promise<readonly RemoteReference[]> => {
    asked.push(prefix);
    return Object.entries(tips)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, commit]) => ({ name, commit }));
  };
  return { asked, objects: { references } as unknown as GitObjects };
}

describe('a commit by its first digits', () => {
  test('is the one that branches and tags point at', async () => {
    const { objects } = repository({ 'refs/heads/main': ONE, 'refs/tags/v1': ONE });
    expect((await wholeCommit(wish('abc123'), objects)).reference).toEqual({
      kind: 'commit',
      id: ONE,
    });
  });

  test('is refused where several begin so', async () => {
    const { objects } = repository({ 'refs/heads/main': ONE, 'refs/tags/v1': TWO });
    await expect(wholeCommit(wish('abc123'), objects)).rejects.toMatchObject({
      code: 'REF_NOT_FOUND',
      message: expect.stringContaining('2 commits'),
    });
    expect((await wholeCommit(wish('abc1231'), objects)).reference).toMatchObject({ id: TWO });
  });

  test('is never what only a stranger’s pull request points at (T10)', async () => {
    const { objects } = repository({ 'refs/pull/7/head': ONE });
    await expect(wholeCommit(wish('abc123'), objects)).rejects.toMatchObject({
      code: 'REF_NOT_FOUND',
      hint: expect.stringContaining('all 40 digits'),
    });
  });

  test('costs no request where all digits are given', async () => {
    const { objects, asked } = repository({});
    expect(await wholeCommit(wish(ONE), objects)).toEqual(wish(ONE));
    expect(asked).toEqual([]);
  });
});

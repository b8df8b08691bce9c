import { PaksError } from '../../errors/PaksError.ts';
import type { GitObjects } from '../../fetchers/GitObjects.ts';
import type { GitWish } from '../../manifest/SourceWish.ts';
import { isCommitId } from '../../model/Locator.ts';

/**
 * The wish with all forty digits of a commit that was abbreviated. A repository tells without its history
 * only what its branches and tags point at, so only those commits may be; requests of strangers, which a
 * host keeps beside them, are not looked at. Throws `REF_NOT_FOUND` where none or several begin so.
 */
export async function wholeCommit(wish: GitWish, objects: GitObjects): Promise<GitWish> {
  const { reference, url } = wish;
  if (reference.kind !== 'commit' || isCommitId(reference.id)) return wish;
  const listed = await Promise.all([
    objects.references(url, 'refs/heads/'),
    objects.references(url, 'refs/tags/'),
  ]);
  const tips = listed.flat().map(({ commit }) => commit);
  const [id, ...others] = new Set(tips.filter((commit) => commit.startsWith(reference.id)));
  if (id !== undefined && others.length === 0) return { ...wish, reference: { ...reference, id } };
  throw new PaksError('REF_NOT_FOUND', {
    message:
      id === undefined
        ? `no branch and no tag of \`${url}\` is at a commit that begins with \`${reference.id}\``
        : `${others.length + 1} commits of \`${url}\` begin with \`${reference.id}\``,
    hint: `write all 40 digits; \`git rev-parse ${reference.id}\` prints them in a clone`,
    data: { url, commit: reference.id },
  });
}

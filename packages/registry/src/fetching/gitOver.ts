import type { Credentials } from '../../../../src/git/credentials.ts';
import type { GitClient } from '../../../../src/git/GitClient.ts';
import { GitHttp } from '../../../../src/git/GitHttp.ts';
import { IsomorphicGit } from '../../../../src/git/IsomorphicGit.ts';
import { PartialGit } from '../../../../src/git/PartialGit.ts';
import type { HttpClient } from '../../../../src/io/HttpClient.ts';

/**
 * A git client for one index request, all of whose traffic goes through `http`: no git program, no
 * credential, no setting of the machine's user has a part in it.
 */
export function gitOver(http: HttpClient): GitClient {
  const anonymous = new GitHttp({ http, credentials: NOBODY, isInsecureAllowed: () => true });
  return new PartialGit({ http: anonymous, fallback: new IsomorphicGit(anonymous) });
}

/** No credential goes to a host that a stranger named. */
export const NOBODY: Credentials = {
  fill: () => Promise.resolve(null),
  approve: () => Promise.resolve(),
  reject: () => Promise.resolve(),
};

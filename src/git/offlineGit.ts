import { PaksError } from '../errors/PaksError.ts';
import type { GitClient } from './GitClient.ts';

/** The git client of an offline run: asks nobody, whatever the transport would be. Throws `OFFLINE`. */
export const offlineGit: GitClient = {
  references: async (url) => {
    throw offline(url);
  },
  tree: async (url) => {
    throw offline(url);
  },
  // oxlint-disable-next-line require-yield
  async *blobs(url) {
    throw offline(url);
  },
};

function offline(url: string): PaksError {
  return new PaksError('OFFLINE', {
    message: `\`${url}\` is not in the caches, and this run is offline`,
    hint: 'run the command once without `--offline`',
    data: { url },
  });
}

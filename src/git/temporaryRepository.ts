import { join } from 'node:path';
import type { FileSystem } from '../io/FileSystem.ts';
import { makeTemporaryDirectory } from '../io/temporaryDirectory.ts';
import { gitUrlParts, type GitUrl } from '../model/GitUrl.ts';
import { formatGitSettings, type GitSetting } from './gitSettings.ts';

/** An empty bare repository of Paks's own, knowing one remote, `origin`, and nothing of the user's. */
export interface TemporaryRepository {
  /** What makes git use this repository and these settings only. */
  readonly variables: Readonly<Record<string, string>>;
  /** Bytes of packs on the disk so far. */
  size(): number;
  remove(): void;
}

/**
 * Makes one for a single conversation with a remote. Settings stand in a file that only git of this
 * conversation reads, so neither the address nor a secret is ever an argument (threats T08, T15).
 */
export function makeTemporaryRepository(
  fs: FileSystem,
  parent: string,
  options: { readonly url: GitUrl; readonly settings: readonly GitSetting[] },
): TemporaryRepository {
  const directory = makeTemporaryDirectory(fs, parent);
  const git = join(directory.path, 'repository');
  const global = join(directory.path, 'settings');
  const packs = join(git, 'objects', 'pack');
  fs.makeDirectories(packs, 0o700);
  fs.makeDirectories(join(git, 'refs'), 0o700);
  fs.writeFile(join(git, 'HEAD'), 'ref: refs/heads/none\n');
  const shared = formatGitSettings([...options.settings, ...guards(options.url)]);
  fs.writeFile(global, shared, { mode: 0o600 });
  fs.writeFile(join(git, 'config'), shared + formatGitSettings(remote(options.url)), {
    mode: 0o600,
  });
  return {
    variables: {
      GIT_DIR: git,
      GIT_CONFIG_GLOBAL: global,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_ATTR_NOSYSTEM: '1',
      GIT_NO_LAZY_FETCH: '1',
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_OPTIONAL_LOCKS: '0',
    },
    size: () =>
      fs.readDirectory(packs).reduce((sum, { name }) => {
        return sum + (fs.lstat(join(packs, name))?.size ?? 0);
      }, 0),
    remove: () => directory.remove(),
  };
}

function remote(url: GitUrl): readonly GitSetting[] {
  return [
    { key: 'core.repositoryformatversion', value: '0' },
    { key: 'core.bare', value: 'true' },
    { key: 'remote.origin.url', value: url },
    { key: 'remote.origin.promisor', value: 'true' },
    { key: 'remote.origin.partialclonefilter', value: 'blob:none' },
  ];
}

/** Last, so that they win: no hook, no program, no other transport. The `uploadpack` ones serve `file`. */
function guards(url: GitUrl): readonly GitSetting[] {
  const { scheme } = gitUrlParts(url);
  return [
    { key: 'core.hookspath', value: '/dev/null' },
    { key: 'core.fsmonitor', value: 'false' },
    { key: 'gc.auto', value: '0' },
    { key: 'maintenance.auto', value: 'false' },
    { key: 'fetch.recursesubmodules', value: 'false' },
    { key: 'fetch.writecommitgraph', value: 'false' },
    { key: 'fetch.unpacklimit', value: '1' },
    { key: 'transfer.bundleuri', value: 'false' },
    { key: 'protocol.version', value: '2' },
    { key: 'protocol.allow', value: 'never' },
    { key: `protocol.${scheme}.allow`, value: 'always' },
    { key: 'uploadpack.allowfilter', value: 'true' },
    { key: 'uploadpack.allowanysha1inwant', value: 'true' },
  ];
}

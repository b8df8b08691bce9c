import { join } from 'node:path';
import { variable, type Environment } from '../io/environment.ts';
import type { FileSystem } from '../io/FileSystem.ts';

/** One setting of git's configuration: `section.name` or `section.subsection.name`. */
export interface GitSetting {
  readonly key: string;
  readonly value: string;
}

/** What of the user's own settings reaches the git Paks runs: how to get through to a server. */
const TRANSPORT =
  /^(?:http\.|credential\.|core\.(?:sshcommand|askpass|gitproxy)$|ssh\.variant$|safe\.directory$)/;

/** Reads `git config --list --null`: later settings win, as in git. */
export function parseGitSettings(listing: string): readonly GitSetting[] {
  return listing
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const end = entry.indexOf('\n');
      // A name without `=` stands for true.
      return end < 0
        ? { key: entry, value: 'true' }
        : { key: entry.slice(0, end), value: entry.slice(end + 1) };
    });
}

/** Settings as a configuration file's text. */
export function formatGitSettings(settings: readonly GitSetting[]): string {
  return settings
    .map(({ key, value }) => {
      const first = key.indexOf('.');
      const last = key.lastIndexOf('.');
      const subsection = first === last ? '' : ` "${escape(key.slice(first + 1, last))}"`;
      return `[${key.slice(0, first)}${subsection}]\n\t${key.slice(last + 1)} = "${escape(value)}"\n`;
    })
    .join('');
}

/** Those of the user's settings that git needs to reach a server: proxies, certificates, helpers, ssh. */
export function transportSettings(settings: readonly GitSetting[]): readonly GitSetting[] {
  return settings.filter(({ key }) => TRANSPORT.test(key));
}

/**
 * The URL after the user's `url.BASE.insteadOf` settings: the longest prefix that matches is replaced
 * by BASE, once, as git does.
 */
export function rewriteUrl(url: string, settings: readonly GitSetting[]): string {
  let best: { prefix: string; base: string } | null = null;
  for (const { key, value: prefix } of settings) {
    const base = /^url\.(.*)\.insteadof$/s.exec(key)?.[1];
    if (base === undefined || prefix === '' || !url.startsWith(prefix)) continue;
    if (best === null || prefix.length > best.prefix.length) best = { prefix, base };
  }
  return best === null ? url : best.base + url.slice(best.prefix.length);
}

/** False where no file or variable could configure git, so that asking it is needless. */
export function hasGitConfiguration(environment: Environment, fs: FileSystem): boolean {
  if (variable(environment, 'GIT_CONFIG_COUNT') !== undefined) return true;
  const { home } = environment;
  const xdg = variable(environment, 'XDG_CONFIG_HOME') ?? join(home, '.config');
  const user = variable(environment, 'GIT_CONFIG_GLOBAL');
  const system = variable(environment, 'GIT_CONFIG_SYSTEM') ?? '/etc/gitconfig';
  const users =
    user === undefined ? [join(home, '.gitconfig'), join(xdg, 'git', 'config')] : [user];
  // Where else a system's file lies only git knows; on Windows it always has one.
  if (environment.platform === 'win32') return true;
  return [system, ...users].some((path) => fs.stat(path)?.isFile() === true);
}

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

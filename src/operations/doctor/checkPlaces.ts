import { join } from 'node:path';
import { freeBytes, isWritable } from '../../io/diskSpace.ts';
import type { FileSystem } from '../../io/FileSystem.ts';
import { secretFiles } from '../../auth/secretFiles.ts';
import type { Project, ProjectPlace } from '../../project/Project.ts';
import { chooseTargets } from '../chooseTargets.ts';
import { displayPath } from '../displayPath.ts';
import type { Services } from '../Services.ts';
import type { Diagnosis } from './Diagnosis.ts';

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;
const SCARCE = 500 * MiB;
const NEARLY_NONE = 50 * MiB;

/** Can each chosen agent's directory be filled: a directory, not a link out, and writable. */
export function checkDirectories(services: Services, project: Project): readonly Diagnosis[] {
  const { fileSystem: fs } = services;
  const { place, manifest } = project;
  const { standard } = chooseTargets(services, place, { manifest, agents: [] });
  return standard.map(({ directory, agents }) => {
    const check = 'directories';
    const shown = `\`${displayPath(place, directory)}\` (${agents.join(', ')})`;
    const status = fs.stat(directory);
    if (status === undefined) {
      return { check, status: 'ok', message: `${shown} will be made by the first install` };
    }
    if (!status.isDirectory()) {
      const hint = 'move it away';
      return { check, status: 'problem', message: `${shown} is not a directory`, hint };
    }
    if (isWritable(directory)) return { check, status: 'ok', message: shown };
    const hint = 'check who owns it, and its permissions';
    return { check, status: 'problem', message: `${shown} cannot be written`, hint };
  });
}

/** Are secrets for their owner's eyes only, and can settings and caches be written. */
export function checkPermissions(services: Services): readonly Diagnosis[] {
  const { config, fileSystem: fs, environment } = services;
  const secrets = secretFiles(config, environment);
  const found = [secrets.tokens, secrets.key()].flatMap((path) =>
    checkSecret(fs, path, environment.platform),
  );
  for (const directory of [config.configDirectory, config.cacheDirectory]) {
    if (fs.stat(directory) === undefined || isWritable(directory)) continue;
    found.push({
      check: 'permissions',
      status: 'problem',
      message: `\`${directory}\` cannot be written`,
      hint: 'check who owns it; running Paks once as root may have made it',
    });
  }
  if (found.length > 0) return found;
  return [{ check: 'permissions', status: 'ok', message: 'settings and caches are yours' }];
}

function checkSecret(fs: FileSystem, path: string, platform: NodeJS.Platform): Diagnosis[] {
  const status = fs.lstat(path);
  if (platform === 'win32' || status?.isFile() !== true || (status.mode & 0o077) === 0) return [];
  return [
    {
      check: 'permissions',
      status: 'problem',
      message: `\`${path}\` can be read by others`,
      hint: `run \`chmod 600 ${path}\`; whoever read it may have your tokens`,
      mend: async () => fs.changeMode(path, 0o600),
    },
  ];
}

/** Is there room for what is fetched, and for what is installed. */
export function checkDisk(services: Services, { root }: ProjectPlace): readonly Diagnosis[] {
  const { config, fileSystem: fs } = services;
  const places = [config.cacheDirectory, root].map((path) => existing(fs, path));
  return [...new Set(places)].map((directory) => {
    const free = freeBytes(directory);
    const check = 'disk';
    if (free === null) {
      return { check, status: 'skipped', message: `\`${directory}\`: the system does not say` };
    }
    const message = `${(free / GiB).toFixed(1)} GiB free at \`${directory}\``;
    if (free >= SCARCE) return { check, status: 'ok', message };
    const hint = '`paks cache prune` drops what no project uses';
    return { check, status: free < NEARLY_NONE ? 'problem' : 'advice', message, hint };
  });
}

/** The nearest directory that is there. */
function existing(fs: FileSystem, path: string): string {
  const parent = join(path, '..');
  return fs.stat(path) !== undefined || parent === path ? path : existing(fs, parent);
}

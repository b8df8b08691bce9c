import { PaksError } from '../errors/PaksError.ts';
import { putManifestSkill } from '../manifest/editManifest.ts';
import { parseManifest } from '../manifest/parseManifest.ts';
import { starterManifest } from '../manifest/starterManifest.ts';
import type { ManifestSkill } from '../model/Manifest.ts';
import { parseRange } from '../model/Range.ts';
import type { Lockfile } from '../model/Lockfile.ts';
import { sourceKey } from '../model/Source.ts';
import { MANIFEST_FILE, projectPlace } from '../project/findProject.ts';
import type { ProjectPlace } from '../project/Project.ts';
import type { AddInput } from './AddInput.ts';
import type { Addition } from './adding/Addition.ts';
import { additionsFor } from './adding/additionsFor.ts';
import { collisionOfAdded } from './adding/collisionOfAdded.ts';
import { targetFromManifest } from './adding/folderFromManifest.ts';
import { afterInstall } from './hooks/afterInstall.ts';
import { installProject } from './installProject.ts';
import type { InstallResult } from './InstallResult.ts';
import { findPlaceOrGlobal } from './findPlace.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';
import { withProjectLock } from './withProjectLock.ts';

/**
 * Adds skills to the manifest and installs them. Whatever fails leaves manifest, lock and directories
 * byte for byte as they were.
 */
export async function add(asked: AddInput, services: Services): Promise<InstallResult> {
  const place = placeFor(asked, services);
  const input = { ...asked, directory: directoryFor(asked, place, services) };
  const result = await withProjectLock(services, place, input, async () => {
    const before = openProject(services, place);
    const { objects, config } = await services.forProject(before.manifest, {
      allowInsecure: input.insecure,
    });
    const registry = config.defaultRegistry;
    const allowedSources = config.allowSources;
    const context = { services, project: before, objects, registry, allowedSources };
    const additions: Addition[] = [];
    for (const source of input.sources) {
      additions.push(...(await additionsFor(source, input, context)));
    }
    const start = before.manifestText === '' ? starterManifest(NOTHING) : before.manifestText;
    const edit = (lockfile: Lockfile | null) =>
      withAdditions(start, additions, { lockfile, registry, known: before.manifest.skills });
    const manifest = parseManifest(edit(null), { file: MANIFEST_FILE, registry });
    return installProject(
      services,
      { ...before, manifest },
      {
        ...input,
        groups: groupsWith(input),
        agents: [],
        frozen: input.frozen === true,
        unlock: new Set(input.upgrade ? additions.map(({ skill }) => skill.id) : []),
        thorough: false,
        manifestText: edit,
        before,
      },
    ).catch((error: unknown) => {
      const added = additions.map(({ skill }) => skill.id);
      throw collisionOfAdded(error, added);
    });
  });
  await afterInstall(services, { place, options: input, result });
  return result;
}

const NOTHING = { name: null, agents: [] };

function placeFor(input: AddInput, services: Services): ProjectPlace {
  if (input.startProject) {
    if (input.global) {
      throw new PaksError('USAGE', {
        message: '`-p` starts a project and `-g` works on your personal skills',
        hint: 'keep one of them',
      });
    }
    return projectPlace(services.workingDirectory, 'project');
  }
  return findPlaceOrGlobal(services, input.global);
}

function directoryFor(
  { directory }: AddInput,
  place: ProjectPlace,
  { workingDirectory }: Services,
): string | null {
  return directory === null ? null : targetFromManifest(place, workingDirectory, directory);
}

interface EditOptions {
  /** Null before there is a resolution. */
  readonly lockfile: Lockfile | null;
  readonly registry: string;
  /** What the manifest held before. */
  readonly known: readonly ManifestSkill[];
}

/** The manifest's text with the additions; `^` versions are known once there is a lock. */
function withAdditions(
  text: string,
  additions: readonly Addition[],
  { lockfile, registry, known }: EditOptions,
): string {
  return additions.reduce((edited, { skill, caret }) => {
    const chosen = lockfile?.skills.find(({ id }) => id === skill.id);
    const range = caret && chosen !== undefined ? parseRange(`^${chosen.version}`) : skill.range;
    const pin = pinOf(skill, known);
    return putManifestSkill(edited, { ...skill, range, pin }, registry);
  }, text);
}

/** Only `unpin` takes a pin away: a range that contradicts it is refused by the resolver. */
function pinOf(
  { id, source }: ManifestSkill,
  known: readonly ManifestSkill[],
): ManifestSkill['pin'] {
  return known.find((skill) => skill.id === id && sourceKey(skill.source) === sourceKey(source))
    ?.pin;
}

function groupsWith({ groups, group }: AddInput): AddInput['groups'] {
  return groups === 'all' || group === null ? groups : [...new Set([...groups, group])];
}

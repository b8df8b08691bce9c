import type { Config } from '../config/Config.ts';
import type { Fetcher } from '../fetchers/Fetcher.ts';
import { FetcherProvider } from '../fetchers/FetcherProvider.ts';
import type { GitObjects } from '../fetchers/GitObjects.ts';
import { GitFetcher } from '../fetchers/GitFetcher.ts';
import { GitReader } from '../fetchers/GitReader.ts';
import { NpmFetcher } from '../fetchers/NpmFetcher.ts';
import { NpmPackages } from '../fetchers/NpmPackages.ts';
import { NpmReader } from '../fetchers/NpmReader.ts';
import { pinnedCommits } from '../fetchers/pinnedCommits.ts';
import { PathFetcher } from '../fetchers/PathFetcher.ts';
import { PathReader } from '../fetchers/PathReader.ts';
import { RegistryFetcher } from '../fetchers/RegistryFetcher.ts';
import { RegistryReader } from '../fetchers/RegistryReader.ts';
import { createSkillReader } from '../fetchers/readSkillText.ts';
import type { Manifest } from '../model/Manifest.ts';
import type { Source } from '../model/Source.ts';
import type { ProjectPlace } from '../project/Project.ts';
import type { Services } from './Services.ts';

/** Everything one project can be resolved and filled from. */
export interface Sources {
  /** The user's settings with the project's. */
  readonly config: Config;
  readonly objects: GitObjects;
  readonly provider: FetcherProvider;
  readonly paths: PathReader;
  readonly packages: NpmReader;
  readonly fetchers: { readonly [Kind in Source['kind']]: Fetcher };
}

/** What decides how sources are read. */
export interface SourcesInput {
  readonly place: ProjectPlace;
  readonly manifest: Manifest;
  readonly allowInvalid: boolean;
  /** Use no answer of a registry without asking whether it still holds. */
  readonly fresh?: boolean | undefined;
}

/** Builds readers and fetchers for a project; nothing is asked of anybody yet. */
export async function createSources(services: Services, input: SourcesInput): Promise<Sources> {
  const { place, manifest, allowInvalid, fresh } = input;
  const { fileSystem } = services;
  const { config, findRegistry, objects } = await services.forProject(manifest, { fresh });
  const readSkill = createSkillReader(config.defaultRegistry, allowInvalid);
  const paths = new PathReader(fileSystem, place.root, readSkill);
  const git = new GitFetcher(objects);
  const installed = new NpmPackages(fileSystem, place.root);
  const packages = new NpmReader(fileSystem, installed, readSkill);
  const readers = {
    registry: new RegistryReader(findRegistry),
    git: new GitReader(objects, readSkill, pinnedCommits(manifest.skills)),
    path: paths,
    npm: packages,
  };
  return {
    config,
    objects,
    provider: new FetcherProvider(readers, config.allowSources),
    paths,
    packages,
    fetchers: {
      registry: new RegistryFetcher(findRegistry, git),
      git,
      path: new PathFetcher(fileSystem, place.root),
      npm: new NpmFetcher(fileSystem, installed),
    },
  };
}

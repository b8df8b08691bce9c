import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeGitRepository, type TestRepository } from './gitRepository.ts';
import {
  makeTemporaryProject,
  type TemporaryProject,
  type TemporaryProjectOptions,
} from './makeTemporaryProject.ts';
import { publishSkill, publishSkills, type TestRelease } from './publishSkill.ts';
import { type GitHost, startGitHost } from './startGitHost.ts';
import { type Proxy, startProxy } from './startProxy.ts';
import { startRegistry, type TestRegistry } from './startRegistry.ts';

/** A real registry behind a counting proxy, and a real git host: all an acceptance test talks to. */
export interface TestWorld {
  readonly registry: TestRegistry;
  /** What projects use as the registry: counts, and breaks on demand. */
  readonly proxy: Proxy;
  readonly git: GitHost;
  /** Publishes real tags; the batch form hands the registry its files directly. */
  publish(release: TestRelease): Promise<void>;
  publishAll(releases: readonly TestRelease[]): Promise<void>;
  /** A bare repository at `${git.url}/NAME.git`. */
  repository(name: string): Promise<TestRepository>;
  /** A project that uses this registry; disposed of by `close`. */
  project(options?: TemporaryProjectOptions): TemporaryProject;
  close(): Promise<void>;
}

/** What most tests of a project need: `acme/deploy`, which needs `acme/base`. */
export const DEPLOY_AND_BASE: readonly TestRelease[] = [
  { account: 'acme', name: 'base', version: '1.0.0' },
  { account: 'acme', name: 'deploy', version: '1.0.0', dependencies: { 'acme/base': '^1' } },
];

/** Starts it with these releases published: about a second. One a test file. */
export async function startWorld(releases: readonly TestRelease[] = []): Promise<TestWorld> {
  const root = await mkdtemp(join(tmpdir(), 'paks-git-host-'));
  const git = await startGitHost({ root });
  const registry = await startRegistry();
  const proxy = await startProxy({ target: registry.url });
  const host = { url: git.url, root };
  const projects: TemporaryProject[] = [];
  await publishSkills(registry, host, releases);
  return {
    registry,
    proxy,
    git,
    publish: (release) => publishSkill(registry, host, release),
    publishAll: (releases) => publishSkills(registry, host, releases),
    repository: (name) => makeGitRepository(root, name),
    project: (options = {}) => {
      const project = makeTemporaryProject({ registry: proxy.url, ...options });
      projects.push(project);
      return project;
    },
    close: async () => {
      for (const project of projects) project.dispose();
      await proxy.close();
      await registry.close();
      await git.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** A plain `SKILL.md`. */
export function skillText(name: string, extra: readonly string[] = []): string {
  return [
    '---',
    `name: ${name}`,
    `description: About ${name}.`,
    ...extra,
    '---',
    '',
    `# ${name}`,
    '',
  ].join('\n');
}

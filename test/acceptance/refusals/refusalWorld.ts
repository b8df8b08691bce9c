import { basename, dirname, join } from 'node:path';
import { formatLockfile } from '../../../src/lockfile/formatLockfile.ts';
import { hashFile, integrityOf } from '../../../src/io/contentHash.ts';
import type { Integrity } from '../../../src/model/Integrity.ts';
import { type CommitId, LOCAL_VERSION, type Pin } from '../../../src/model/Locator.ts';
import { parseVersion } from '../../../src/model/Range.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import type { TestRepository } from '../../helpers/gitRepository.ts';
import type { RunResult, TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { readTree } from '../../helpers/readTree.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';
import { hostileArchive } from './hostileArchive.ts';
import { writeHostile } from './hostileFolder.ts';
import { commitHostile } from './hostileRepository.ts';
import { bytesOf, type HostileEntry, segmentsOf } from './HostileSkill.ts';

/** Where a hostile skill comes from. */
export type SourceKind = 'git' | 'registry' | 'path';

/** A skill under attack, offered by one kind of source. */
export interface Offer {
  readonly kind: SourceKind;
  /** What `paks add` is told, flags included. */
  readonly source: readonly string[];
  /** Its line in a manifest. */
  readonly manifest: string;
  readonly id: string;
  readonly pin: Pin;
  readonly integrity: Integrity;
}

/** A run, and what differs afterwards: nothing, if all is well. */
export interface Outcome extends RunResult {
  /** Names of files of project and store that are not as they were. */
  readonly changed: readonly string[];
}

/** A run in a project of its own. */
export interface Fresh {
  readonly run: RunResult;
  readonly project: TemporaryProject;
}

/** A world with a project that has a skill installed already, and sources for hostile ones. */
export interface RefusalWorld {
  readonly world: TestWorld;
  readonly project: TemporaryProject;
  /** Offers a skill through a real repository, a registry's real HTTP, or a real folder. */
  offer(kind: SourceKind, name: string, entries: readonly HostileEntry[]): Promise<Offer>;
  /** Offers bytes as the archive of a registry's skill. */
  offerArchive(name: string, archive: Uint8Array): Offer;
  /** Runs `paks add` in a new project without skills. */
  addAfresh(offer: Offer, ...flags: readonly string[]): Promise<Fresh>;
  /** Runs `paks add` in the project. */
  add(offer: Offer, ...flags: readonly string[]): Promise<Outcome>;
  /** Writes manifest and lock with the offer in them, and runs `paks ci` (or another command). */
  ci(offer: Offer, ...command: readonly string[]): Promise<Outcome>;
  close(): Promise<void>;
}

const START = '[project]\nagents = ["claude-code"]\n\n[skills]\nkeep = { path = "./keep" }\n';

/** Starts it. */
export async function startRefusalWorld(): Promise<RefusalWorld> {
  const world = await startWorld();
  const repository = await world.repository('hostile');
  const files = { 'keep/SKILL.md': skillText('keep') };
  const project = world.project({ manifest: START, files });
  const installed = await project.run('install');
  if (installed.exit !== 0) throw new Error(installed.stderr);
  const locked = world.project({ files, sibling: project });
  return {
    world,
    project,
    offer: (kind, name, entries) => offers[kind]({ world, project, repository }, name, entries),
    offerArchive: (name, archive) => offerArchive(world, name, { archive, integrity: NO_CONTENT }),
    addAfresh: async ({ source }, ...flags) => {
      const manifest = '[project]\nagents = ["claude-code"]\n';
      const fresh = world.project({ manifest, sibling: project });
      return { run: await fresh.run('add', ...source, ...flags), project: fresh };
    },
    add: ({ source }, ...flags) => watch(project, () => project.run('add', ...source, ...flags)),
    ci: (offer, ...command) => {
      locked.write('paks.toml', `${START}${offer.manifest}\n`);
      locked.write('paks.lock', lockWith(offer));
      const argv = command.length === 0 ? ['ci'] : command;
      return watch(locked, () => locked.run(...argv));
    },
    close: () => world.close(),
  };
}

/** The lock of the project with an offer in it, as if it had once been taken. */
function lockWith({ id, pin, integrity }: Offer): string {
  const keep = { kind: 'path', path: './keep' } as const;
  const version = parseVersion(pin.kind === 'git' ? '0.0.0-20260801.1111111' : '1.0.0');
  return formatLockfile({
    skills: [
      {
        id: parseSkillId('keep'),
        version: LOCAL_VERSION,
        pin: keep,
        integrity: null,
        dependencies: [],
      },
      {
        id: parseSkillId(id),
        version: pin.kind === 'path' ? LOCAL_VERSION : version,
        pin,
        integrity: pin.kind === 'path' ? null : integrity,
        dependencies: [],
      },
    ],
  });
}

async function watch(project: TemporaryProject, run: () => Promise<RunResult>): Promise<Outcome> {
  const before = stateOf(project);
  const result = await run();
  const after = stateOf(project);
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return { ...result, changed: [...names].filter((name) => before[name] !== after[name]) };
}

function stateOf(project: TemporaryProject): Record<string, string> {
  const store = join(project.home, '.cache/paks/store');
  const stored = Object.entries(readTree(store)).map(([path, text]) => [`store/${path}`, text]);
  return { ...project.tree(), ...(Object.fromEntries(stored) as Record<string, string>) };
}

interface Stage {
  readonly world: TestWorld;
  readonly project: TemporaryProject;
  readonly repository: TestRepository;
}

type MakeOffer = (stage: Stage, name: string, entries: readonly HostileEntry[]) => Promise<Offer>;

const offers: Readonly<Record<SourceKind, MakeOffer>> = {
  git: async ({ world, repository }, name, entries) => {
    const commit = commitHostile(repository.path, name, entries) as CommitId;
    const url = `${world.git.url}/hostile.git`;
    const reference = { kind: 'branch', name } as const;
    return {
      kind: 'git',
      id: name,
      source: [`${url}#branch=${name}&path=skill`, '--name', name],
      manifest: `${name} = { git = "${url}", path = "skill", branch = "${name}" }`,
      pin: { kind: 'git', url, path: 'skill', reference, commit },
      integrity: integrityFor(entries),
    };
  },
  registry: async ({ world }, name, entries) =>
    offerArchive(world, name, {
      archive: hostileArchive(entries),
      integrity: integrityFor(entries),
    }),
  path: async ({ project }, name, entries) => {
    const base = dirname(project.path);
    writeHostile(join(base, name), entries);
    // Every project of the world sees the folder there.
    const path = `../../${basename(base)}/${name}`;
    return {
      kind: 'path',
      id: name,
      source: [path, '--name', name],
      manifest: `${name} = { path = "${path}" }`,
      pin: { kind: 'path', path },
      integrity: integrityFor(entries),
    };
  },
};

const NO_CONTENT = integrityOf([]);

interface Served {
  readonly archive: Uint8Array;
  readonly integrity: Integrity;
}

/** The registry answers about this skill as told: hostile, but over its real HTTP. */
function offerArchive(world: TestWorld, name: string, { archive, integrity }: Served): Offer {
  const id = `acme/${name}`;
  const repository = 'https://git.example.test/acme.git';
  const pin = { repository, tag: 'v1.0.0', commit: '1'.repeat(40) as CommitId } as const;
  const version = { version: '1.0.0', published_at: '2026-08-01T00:00:00Z', ...pin, integrity };
  const path = `/api/skills/${id}/versions`;
  world.proxy.faults.push(
    {
      kind: 'status',
      status: 200,
      path: new RegExp(`${path}$`),
      body: JSON.stringify({ data: [version] }),
    },
    { kind: 'status', status: 200, path: `${path}/1.0.0/archive`, body: archive },
  );
  return {
    kind: 'registry',
    id,
    source: [id],
    manifest: `"${id}" = "^1.0.0"`,
    pin: { kind: 'registry', registry: 'paks', ...pin },
    integrity,
  };
}

function integrityFor(entries: readonly HostileEntry[]): Integrity {
  return integrityOf(
    entries.map((entry) =>
      hashFile({
        path: segmentsOf(entry).map(String).join('/'),
        mode: entry.mode === '100755' ? 0o755 : 0o644,
        bytes: bytesOf(entry),
      }),
    ),
  );
}

/**
 * Paks for programs: `import { install } from 'paks'`. Every function is one command without a terminal:
 * it prints nothing, asks nobody and ends no process. What goes wrong is thrown as a {@link PaksError},
 * told apart by its `code` (`docs/spec/error-codes.md`).
 */
import { applyOptions } from './library/applyOptions.ts';
import { openServices } from './library/openServices.ts';
import type { InstallingOptions, PaksOptions } from './library/PaksOptions.ts';
import type { AuditResult } from './operations/audit/AuditResult.ts';
import type { DiffResult } from './operations/diff/DiffResult.ts';
import type { InfoResult } from './operations/info/InfoResult.ts';
import type { InstallResult } from './operations/InstallResult.ts';
import type { ListResult } from './operations/list.ts';
import type { OutdatedResult } from './operations/outdated/OutdatedResult.ts';
import type { ResolveResult } from './operations/resolveProject.ts';
import type { SearchResult } from './operations/search.ts';
import type { UpdateResult } from './operations/update/UpdateResult.ts';
import type { ValidateResult } from './operations/validate.ts';
import type { VerifyResult } from './operations/verify.ts';

export { isPaksError, type PaksError } from './errors/PaksError.ts';
export type { ErrorCode, ExitCode } from './errors/catalog.ts';
export type { PaksEvent } from './events/events.ts';
export type { InstallingOptions, PaksOptions } from './library/PaksOptions.ts';
export type {
  AuditResult,
  DiffResult,
  InfoResult,
  InstallResult,
  ListResult,
  OutdatedResult,
  ResolveResult,
  SearchResult,
  UpdateResult,
  ValidateResult,
  VerifyResult,
};

/** Makes lock and directories answer `paks.toml`, as `paks install` does. */
export async function install(options: InstallingOptions): Promise<InstallResult> {
  const { install: run } = await import('./operations/install.ts');
  return run(applyOptions(options), await openServices(options));
}

/** Installs exactly what the lock says, or throws, as `paks ci` does. */
export async function ci(options: InstallingOptions): Promise<InstallResult> {
  const { ci: run } = await import('./operations/ci.ts');
  return run(applyOptions(options), await openServices(options));
}

/** What to add, in the forms of the command line: `account/name@^1`, a git URL, a folder. */
export interface AddOptions extends InstallingOptions {
  readonly sources: readonly string[];
  /** A version or a range for all of them. */
  readonly version?: string | undefined;
  /** The folder of the skill in a repository. */
  readonly path?: string | undefined;
  /** The name of the skill in a repository of several. */
  readonly skills?: readonly string[] | undefined;
  /** Another name for its directory. */
  readonly as?: string | undefined;
  /** Start a `paks.toml` in the directory where there is none. */
  readonly startProject?: boolean | undefined;
}

/** Adds skills to `paks.toml` and installs them; whatever fails leaves everything as it was. */
export async function add(options: AddOptions): Promise<InstallResult> {
  const { add: run } = await import('./operations/add.ts');
  const input = {
    ...applyOptions(options),
    sources: options.sources,
    version: options.version ?? null,
    tag: null,
    branch: null,
    commit: null,
    path: options.path ?? null,
    skills: options.skills ?? [],
    all: false,
    allDepths: false,
    as: options.as ?? null,
    name: null,
    directory: null,
    upgrade: false,
    insecure: false,
    startProject: options.startProject ?? false,
    acceptMovedTag: false,
    group: null,
  };
  return run(input, await openServices(options));
}

/** Takes skills out of `paks.toml`, the lock and the directories. */
export async function remove(
  options: InstallingOptions & { readonly names: readonly string[] },
): Promise<InstallResult> {
  const { remove: run } = await import('./operations/remove.ts');
  return run({ ...applyOptions(options), names: options.names }, await openServices(options));
}

/** Which skills move, and how far. */
export interface UpdateOptions extends InstallingOptions {
  /** Default all. */
  readonly names?: readonly string[] | undefined;
  /** Also beyond what `paks.toml` allows, which is rewritten then. */
  readonly latest?: boolean | undefined;
}

/** Moves skills to the newest versions that `paks.toml` allows. */
export async function update(options: UpdateOptions): Promise<UpdateResult> {
  const { update: run } = await import('./operations/update.ts');
  const { names = [], latest = false } = options;
  const wishes = { names, latest, all: false, interactive: false, acceptMovedTag: false };
  return run({ ...applyOptions(options), ...wishes }, await openServices(options));
}

/** Resolves `paks.toml`, keeping what the lock allows. Writes nothing but caches. */
export async function resolve(options: PaksOptions): Promise<ResolveResult> {
  const { resolveProject } = await import('./operations/resolveProject.ts');
  return resolveProject({ global: options.global ?? false }, await openServices(options));
}

/** The skills of the lock and where they are. Asks the disk only. */
export async function list(
  options: PaksOptions & { readonly agent?: string | undefined },
): Promise<ListResult> {
  const { list: run } = await import('./operations/list.ts');
  const { global = false, agent = null } = options;
  return run({ global, agent, all: false }, await openServices(options));
}

/** Holds every installed byte against the lock. Asks the disk only. */
export async function verify(
  options: PaksOptions & { readonly groups?: readonly string[] | 'all' | undefined },
): Promise<VerifyResult> {
  const { verify: run } = await import('./operations/verify.ts');
  const { global = false, groups = [] } = options;
  return run({ global, groups }, await openServices(options));
}

/** What is newer than what is locked, asked afresh. */
export async function outdated(
  options: PaksOptions & { readonly names?: readonly string[] | undefined },
): Promise<OutdatedResult> {
  const { outdated: run } = await import('./operations/outdated.ts');
  const { global = false, names = [] } = options;
  return run({ global, names, groups: [] }, await openServices(options));
}

/** What changes in a skill between two of its states, and what it can newly do. */
export interface DiffOptions extends PaksOptions {
  readonly name: string;
  /** A version, `installed`, `locked` or `latest`; of a git source also a tag, branch or commit. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Compares two states of a skill. Changes nothing but caches. */
export async function diff(options: DiffOptions): Promise<DiffResult> {
  const { diff: run } = await import('./operations/diff.ts');
  const { name, from = null, to = null, global = false } = options;
  return run({ name, from, to, global }, await openServices(options));
}

/** What to search a registry for; filters combine with AND. */
export interface SearchOptions extends PaksOptions {
  readonly query?: string | undefined;
  readonly category?: string | undefined;
  readonly keyword?: string | undefined;
  /** Whose skills. */
  readonly account?: string | undefined;
  readonly sort?: 'downloads' | 'recent' | 'name' | 'relevance' | undefined;
  /** 1 to 100, default 20. */
  readonly limit?: number | undefined;
  /** From 1. */
  readonly page?: number | undefined;
}

/** Asks one registry for a page of skills. */
export async function search(options: SearchOptions): Promise<SearchResult> {
  const { search: run } = await import('./operations/search.ts');
  const { query = '', category = null, keyword = null, account = null } = options;
  const { sort = 'downloads', limit = 20, page = 1 } = options;
  const filters = { category, keyword, account, author: null };
  return run({ query, filters, sort, limit, page }, await openServices(options));
}

/** Which skill to tell about. */
export interface InfoOptions extends PaksOptions {
  /** `account/name[@version]`, a skill of the project by its name there, or a folder (`./…`). */
  readonly subject: string;
  /** With every version of it. */
  readonly versions?: boolean | undefined;
  /** With the whole `SKILL.md`. */
  readonly full?: boolean | undefined;
}

/** Tells about one skill. */
export async function info(options: InfoOptions): Promise<InfoResult> {
  const { info: run } = await import('./operations/info.ts');
  const { subject, versions = false, full = false } = options;
  return run({ subject, version: null, versions, full }, await openServices(options));
}

/** Looks at everything that the lock installs for what nobody should take unread. */
export async function audit(
  options: PaksOptions & { readonly names?: readonly string[] | undefined },
): Promise<AuditResult> {
  const { audit: run } = await import('./operations/audit.ts');
  const { global = false, names = [] } = options;
  const input = { global, names, severity: 'advice', level: 'error' } as const;
  return run(input, await openServices(options));
}

/** Judges skills in folders by every rule of the specification. Changes nothing. */
export async function validate(
  options: PaksOptions & {
    readonly paths?: readonly string[] | undefined;
    /** Warnings fail too. */
    readonly strict?: boolean | undefined;
  },
): Promise<ValidateResult> {
  const { validate: run } = await import('./operations/validate.ts');
  const { paths = [], strict = false } = options;
  const input = { paths, strict, fix: false, dryRun: true, allDepths: false };
  return run(input, await openServices(options));
}

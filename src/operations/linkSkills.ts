import { PaksError } from '../errors/PaksError.ts';
import { applyLinks } from '../linker/applyLinks.ts';
import type { LinkContext } from '../linker/LinkContext.ts';
import { type Edited, isSettled, type LinkPlan } from '../linker/LinkPlan.ts';
import { readLedger } from '../linker/ownership.ts';
import { blockedError, planLinks } from '../linker/planLinks.ts';
import { recoverLinks } from '../linker/recoverLinks.ts';
import { type Changes, scanInstalled } from '../linker/scanInstalled.ts';
import { installedBy, isSameContent, type Target, targetPath } from '../linker/Link.ts';
import { walkTree } from '../io/walkTree.ts';
import type { SkillId } from '../model/SkillId.ts';
import { displayPath } from './displayPath.ts';
import type { DirectoryChange, InstallWarning } from './InstallResult.ts';
import { type OverwriteNames, overwriteWarnings } from './overwriteWarnings.ts';
import type { Services } from './Services.ts';
import type { ProjectPlace } from '../project/Project.ts';
import { wantedLinks, type WantedInput } from './wantedLinks.ts';

/** How {@link linkSkills} goes about it. */
export interface LinkOptions {
  readonly force: boolean | 'edited';
  readonly dryRun: boolean;
  /** Read every byte, and refuse what was edited. */
  readonly thorough: boolean;
  /** Keep the skills out of git. */
  readonly ignore: boolean;
  readonly inputs: Readonly<Record<string, string>>;
  /** Only these; every other directory stays as it is. */
  readonly only?: ReadonlySet<SkillId> | undefined;
  /** Called when everything is in place; when it throws, the links are taken back. */
  readonly save: () => void;
}

/** What linking did. */
export interface LinkedSkills {
  readonly directories: readonly DirectoryChange[];
  readonly warnings: readonly InstallWarning[];
  /** True when nothing had to change. */
  readonly settled: boolean;
}

/**
 * Makes the directories hold what is wanted, then saves, all or nothing. Throws `TARGET_NOT_OURS` for
 * what Paks did not put there and `TARGET_MODIFIED` for edits that stand in the way, before anything
 * is written.
 */
export async function linkSkills(
  services: Services,
  place: ProjectPlace,
  wanted: WantedInput,
  options: LinkOptions,
): Promise<LinkedSkills> {
  const context = await linkContext(services, place);
  const { only } = options;
  const links = wantedLinks(wanted).filter(({ id }) => only?.has(id) !== false);
  const { ledger } = readLedger(context.fs, context);
  if (!options.dryRun) recoverLinks(context, ledger, links);
  const facts = await scanInstalled(context, { wanted: links, ledger, thorough: options.thorough });
  const { targets } = wanted;
  const covers = (target: Target) =>
    only === undefined &&
    (!targets.narrowed || targets.standard.some(({ directory }) => directory === target.directory));
  const plan = planLinks({ wanted: links, ledger, facts, force: options.force, covers });
  const problem = blockedError(plan) ?? editedError(plan, options);
  if (problem !== null) throw problem;
  if (options.dryRun) return outcomeOf(plan, place, { backups: new Map(), force: options.force });
  const { save, ignore } = options;
  const inputs = only === undefined ? options.inputs : undefined;
  const { backups } = await applyLinks(context, { plan, ledger, ignore, inputs, commit: save });
  const kept = new Map(backups.map(({ target, path }) => [targetPath(target), path]));
  if (services.options.verbose) tellFiles(context, plan, place);
  return outcomeOf(plan, place, { backups: kept, force: options.force });
}

/** Every file that was put in place; a folder that is linked live is the user's own. */
function tellFiles(
  { fs, reporter }: LinkContext,
  { create, replace }: LinkPlan,
  place: ProjectPlace,
): void {
  for (const link of [...create, ...replace.map((replacement) => replacement.link)]) {
    if (link.mode === 'editable') continue;
    const target = targetPath(link);
    for (const { path } of walkTree(fs, fs.realPath(target))) {
      reporter.report({ type: 'note', message: `  ${displayPath(place, target)}/${path}` });
    }
  }
}

/** What the linker works with for a place. */
export async function linkContext(services: Services, place: ProjectPlace): Promise<LinkContext> {
  const { fileSystem: fs, reporter } = services;
  const scope = place.scope === 'project' ? 'project' : 'user';
  return { fs, reporter, store: await services.store(), root: place.root, scope };
}

/** Edits matter when the skill should become another one, or when every byte must be the lock's. */
function editedError(plan: LinkPlan, { thorough }: LinkOptions): PaksError | null {
  const inTheWay = plan.edited.filter(
    ({ link, row }) =>
      thorough || link === null || !isSameContent(installedBy(link), row.installed),
  );
  const [first] = inTheWay;
  if (first === undefined) return null;
  const more = inTheWay.length === 1 ? '' : `, and ${inTheWay.length - 1} more like it`;
  return new PaksError('TARGET_MODIFIED', {
    message: `\`${targetPath(first.target)}\` was edited (${changedFiles(first.changes).join(', ')})${more}`,
    hint: `keep the edits with \`paks patch ${first.row.installed.id}\`, take them back with \`paks restore\`, or replace it with \`--force\` (the edited copy is kept in \`.paks/backup\`)`,
    data: {
      targets: inTheWay.map(({ target, changes }) => ({ path: targetPath(target), ...changes })),
    },
  });
}

function outcomeOf(
  plan: LinkPlan,
  place: ProjectPlace,
  { backups, force }: Pick<LinkOptions, 'force'> & Pick<OverwriteNames, 'backups'>,
): LinkedSkills {
  const named = (path: string) => displayPath(place, path);
  const shown = (target: Target) => named(targetPath(target));
  const directories: DirectoryChange[] = [
    ...plan.create.map((link) => ({
      directory: shown(link),
      id: link.id,
      kind: 'created' as const,
    })),
    ...plan.replace.map(({ link }) => ({
      directory: shown(link),
      id: link.id,
      kind: 'replaced' as const,
      backup: backups.get(targetPath(link)),
    })),
    ...plan.remove.map(({ target, installed }) => ({
      directory: shown(target),
      id: installed.id,
      kind: 'removed' as const,
      backup: backups.get(targetPath(target)),
    })),
    ...plan.edited.map(({ target, row, changes }) => ({
      directory: shown(target),
      id: row.installed.id,
      kind: 'kept' as const,
      files: changedFiles(changes),
    })),
  ];
  return {
    directories,
    warnings: [
      ...plan.edited.map((edited) => editedWarning(edited, shown(edited.target))),
      ...(force === true ? overwriteWarnings(plan, { shown: named, backups }) : []),
    ],
    settled: isSettled(plan),
  };
}

function editedWarning({ changes, row }: Edited, directory: string): InstallWarning {
  return {
    code: 'edited-skill',
    message: `\`${directory}\` was edited (${changedFiles(changes).join(', ')}) and is kept`,
    hint: `keep the edits with \`paks patch ${row.installed.id}\`, or take them back with \`paks restore ${row.installed.id}\``,
  };
}

function changedFiles(changes: Changes | null): readonly string[] {
  if (changes === null) return ['its original is no longer in the store'];
  const { added, changed, removed } = changes;
  return [...changed, ...added.map((file) => `+${file}`), ...removed.map((file) => `-${file}`)];
}

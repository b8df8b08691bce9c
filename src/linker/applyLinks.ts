import { dirname } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { onExit } from '../io/onExit.ts';
import { removeReadOnlyTree } from '../io/removeReadOnlyTree.ts';
import { type Ledger, type LedgerRow, rowsByTarget } from './Ledger.ts';
import { installedBy, targetKey, targetPath, type WantedLink } from './Link.ts';
import type { LinkContext } from './LinkContext.ts';
import type { LinkPlan, Replacement } from './LinkPlan.ts';
import { writeLedger } from './ownership.ts';
import { checkTarget } from './parents.ts';
import { readBack, readBackError } from './readBack.ts';
import { sideNames } from './recoverLinks.ts';
import { type Backup, setAside } from './setAside.ts';
import { missingParents, type StagedLink, stageLink } from './stageLink.ts';
import { quietly, UndoLog } from './UndoLog.ts';
import { writeGitignores } from './writeGitignores.ts';

/** A plan and what else its ledger says. */
export interface ApplyInput {
  readonly plan: LinkPlan;
  /** The ledger the plan was made with. */
  readonly ledger: Ledger;
  /** Keep installed skills out of git (`vendor = false`, in a project). */
  readonly ignore: boolean;
  /** What the ledger shall remember to have gone by; the old inputs when absent. */
  readonly inputs?: Readonly<Record<string, string>> | undefined;
  /** Called when everything is in place and recorded; when it throws, every step is taken back. */
  readonly commit?: (() => void) | undefined;
}

/** What is ours now, and what `--force` moved out of the way. */
export interface LinkOutcome {
  readonly ledger: Ledger;
  readonly backups: readonly Backup[];
}

/**
 * Carries out a plan, all of it or nothing: the intent is recorded, everything staged and verified,
 * then swapped by renames, then recorded as done; a failure takes every step back. Killed at any
 * point, each skill is whole, old or new, and `recoverLinks` and another run finish the work. Throws
 * what staging and `commit` throw, `UNSAFE_TARGET`, or `FILE_ACCESS` for what cannot be read back.
 */
export async function applyLinks(context: LinkContext, input: ApplyInput): Promise<LinkOutcome> {
  const { fs } = context;
  const undo = new UndoLog();
  const trash: string[] = [];
  const withdraw = onExit(() => undo.run());
  const outcome = await change(context, input, { undo, trash })
    .catch((error: unknown) => {
      undo.run();
      throw error;
    })
    .finally(withdraw);
  for (const path of trash) quietly(() => removeReadOnlyTree(fs, path));
  const gone = [...input.plan.forget, ...input.plan.remove.map(({ target }) => target)];
  const left = gone.map((target) => dirname(targetPath(target)));
  const swept = sweepDirectories(context, outcome.ledger, left);
  if (swept !== outcome.ledger || leavesRemains(input.plan)) {
    quietly(() => {
      const isClean = trash.every((path) => fs.lstat(path) === undefined);
      writeLedger(fs, isClean ? swept : unfinished(input, swept), context);
    });
  }
  return { ...outcome, ledger: swept };
}

/** Whether old content has to be deleted after the new is in place. */
function leavesRemains({ replace, remove }: LinkPlan): boolean {
  return replace.length + remove.length > 0;
}

/**
 * A ledger that has the next run look closer, and where this one removed skills, should this one be
 * killed before it has cleaned up.
 */
function unfinished({ plan, ledger }: ApplyInput, after: Ledger): Ledger {
  const removed = plan.remove.flatMap(({ target }) => ledger.rows.get(targetKey(target)) ?? []);
  return { ...after, rows: new Map([...rowsByTarget(removed), ...after.rows]), inputs: {} };
}

interface Transaction {
  readonly undo: UndoLog;
  /** What is deleted once everything is in place. */
  readonly trash: string[];
}

async function change(
  context: LinkContext,
  input: ApplyInput,
  { undo, trash }: Transaction,
): Promise<LinkOutcome> {
  const { fs } = context;
  const { plan, ledger, ignore, inputs = ledger.inputs, commit } = input;
  for (const target of changedTargets(plan)) checkTarget(context, target);
  const wishes = [...plan.create, ...plan.replace.map(({ link }) => link)];
  const made = new Set(ledger.made);
  for (const path of wishes.flatMap((link) => missingParents(fs, targetPath(link)))) made.add(path);
  undo.add(() => writeLedger(fs, ledger, context));
  if (wishes.length > 0) {
    context.reporter.report({ type: 'link.started', total: wishes.length });
    writeLedger(fs, { ...ledger, made, rows: intendedRows(ledger, plan) }, context);
  }
  const staged = new Map<string, StagedLink>();
  for (const link of wishes) staged.set(targetKey(link), await stageLink(context, link, undo));
  const backups = swapAll(context, plan, { staged, undo, trash });
  const after = { rows: finalRows(ledger, plan, staged), made, inputs };
  writeGitignores(fs, { before: ledger, after, ignore }, { undo, trash });
  const problem = readBackError(readBack(fs, wishes));
  if (problem !== null) throw problem;
  writeLedger(fs, leavesRemains(plan) ? unfinished(input, after) : after, context);
  commit?.();
  for (const link of wishes) {
    context.reporter.report({ type: 'link.finished', directory: targetPath(link) });
  }
  return { ledger: after, backups };
}

function changedTargets(plan: LinkPlan) {
  return [
    ...plan.create,
    ...plan.replace.map(({ link }) => link),
    ...plan.remove.map(({ target }) => target),
  ];
}

/** The old rows, and for each target that changes what it may hold should this run be killed. */
function intendedRows(ledger: Ledger, plan: LinkPlan): ReadonlyMap<string, LedgerRow> {
  const intent = (link: WantedLink, previous: Replacement['installed']): LedgerRow => {
    const { directory, name } = link;
    return { directory, name, installed: installedBy(link), fingerprint: null, previous };
  };
  const intents = rowsByTarget([
    ...plan.create.map((link) => intent(link, null)),
    ...plan.replace.map(({ link, installed }) => intent(link, installed)),
  ]);
  return new Map([...ledger.rows, ...intents]);
}

function finalRows(
  ledger: Ledger,
  plan: LinkPlan,
  staged: ReadonlyMap<string, StagedLink>,
): ReadonlyMap<string, LedgerRow> {
  const rows = new Map(ledger.rows);
  const notOurs = [
    ...plan.forget,
    ...plan.remove.map(({ target }) => target),
    ...plan.blocked.map(({ link }) => link),
  ];
  for (const target of notOurs) rows.delete(targetKey(target));
  const known = rowsByTarget([
    ...plan.keep.map(({ row }) => row),
    ...plan.edited.map(({ row }) => row),
    ...Array.from(staged.values(), ({ row }) => row),
  ]);
  return new Map([...rows, ...known]);
}

function swapAll(
  context: LinkContext,
  plan: LinkPlan,
  { staged, undo, trash }: Transaction & { readonly staged: ReadonlyMap<string, StagedLink> },
): readonly Backup[] {
  const { fs } = context;
  const backups: Backup[] = [];
  for (const { target, edited } of plan.remove) {
    const path = targetPath(target);
    const side = sideNames(path);
    trash.push(side.trash);
    if (edited) backups.push(setAside(context, target, { side, undo }));
    else moveAway(fs, { path, to: side.trash }, undo);
  }
  const replaced = new Map(plan.replace.map((item) => [targetKey(item.link), item]));
  for (const [key, { link, path, side }] of staged) {
    const found = replaced.get(key)?.found;
    trash.push(side.old, side.trash);
    if (found === 'ours') moveAway(fs, { path, to: side.old }, undo);
    else if (found !== undefined) backups.push(setAside(context, link, { side, undo }));
    else if (fs.lstat(path) !== undefined) throw occupied(path);
    fs.rename(side.staged, path);
    undo.add(() => fs.rename(path, side.staged));
  }
  return backups;
}

function occupied(path: string): PaksError {
  return new PaksError('TARGET_NOT_OURS', {
    message: `something appeared at \`${path}\` while paks was about to install there`,
    hint: 'run the command again',
    data: { path },
  });
}

function moveAway(fs: FileSystem, { path, to }: { path: string; to: string }, undo: UndoLog): void {
  fs.rename(path, to);
  undo.add(() => fs.rename(to, path));
}

/** Removes those directories that Paks made and that are empty now; the ledger without them. */
function sweepDirectories(
  context: LinkContext,
  ledger: Ledger,
  directories: readonly string[],
): Ledger {
  const made = new Set(ledger.made);
  const sweep = (directory: string): void => {
    if (!made.has(directory)) return;
    context.fs.removeEmptyDirectory(directory);
    made.delete(directory);
    sweep(dirname(directory));
  };
  for (const directory of directories) quietly(() => sweep(directory));
  return made.size === ledger.made.size ? ledger : { ...ledger, made };
}

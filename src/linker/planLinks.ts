import { PaksError } from '../errors/PaksError.ts';
import type { Ledger, LedgerRow } from './Ledger.ts';
import {
  installedBy,
  isSameContent,
  type Target,
  targetKey,
  targetPath,
  type WantedLink,
} from './Link.ts';
import type { LinkPlan } from './LinkPlan.ts';
import { withoutCollisions } from './nameCollisions.ts';
import type { Fact, Facts } from './scanInstalled.ts';

/** Everything a plan depends on. */
export interface PlanInput {
  readonly wanted: readonly WantedLink[];
  readonly ledger: Ledger;
  readonly facts: Facts;
  /** Replace what is not ours or was edited, or only what was edited, after keeping it aside. */
  readonly force: boolean | 'edited';
  /** Which targets this plan answers for; others stay as the ledger has them. Absent: all. */
  readonly covers?: ((target: Target) => boolean) | undefined;
}

type Draft = { [List in keyof LinkPlan]: LinkPlan[List][number][] };

/**
 * Decides, without touching anything, what each target needs. Without `force` nothing that is not
 * ours, and nothing of ours that was edited, is in `create`, `replace` or `remove`. Throws
 * `NAME_COLLISION`, or `UNSAFE_PATH` for a name that cannot be a directory's.
 */
export function planLinks(input: PlanInput): LinkPlan {
  const wanted = withoutCollisions(input.wanted);
  const plan: Draft = {
    create: [],
    replace: [],
    remove: [],
    keep: [],
    edited: [],
    blocked: [],
    forget: [],
  };
  const unwanted = new Map(input.ledger.rows);
  for (const link of wanted) {
    targetPath(link);
    unwanted.delete(targetKey(link));
    planWanted(plan, link, input);
  }
  const { covers = () => true } = input;
  for (const row of unwanted.values()) if (covers(row)) planUnwanted(plan, row, input);
  return plan;
}

/** The error for the first of the blocked links, naming them all; null when none is. */
export function blockedError({ blocked }: LinkPlan): PaksError | null {
  const [first, ...rest] = blocked;
  if (first === undefined) return null;
  const more = rest.length === 0 ? '' : `, and ${rest.length} more like it`;
  return new PaksError('TARGET_NOT_OURS', {
    message: `\`${targetPath(first.link)}\` was not put there by paks${more}`,
    hint: 'move it away, give the skill another name with `as = "…"`, or replace it with `--force` (a copy is kept in `.paks/backup`)',
    data: { targets: blocked.map(({ link, found }) => ({ ...targetOf(link), found })) },
  });
}

function planWanted(plan: Draft, link: WantedLink, { ledger, facts, force }: PlanInput): void {
  const fact = factAt(facts, link);
  const wish = installedBy(link);
  switch (fact.state) {
    case 'missing':
      plan.create.push(link);
      return;
    case 'intact':
    case 'touched':
      if (isSameContent(fact.installed, wish)) {
        const row = { ...targetOf(link), installed: wish, fingerprint: fact.fingerprint };
        plan.keep.push({ link, row: { ...row, previous: null } });
      } else plan.replace.push({ link, found: 'ours', installed: fact.installed });
      return;
    case 'broken':
      plan.replace.push({ link, found: 'ours', installed: fact.installed });
      return;
    case 'modified':
      if (force !== false) plan.replace.push({ link, found: 'edited', installed: fact.installed });
      else plan.edited.push(editedAt(ledger, link, { link, changes: fact.changes }));
      return;
    case 'foreign':
      if (force === true) plan.replace.push({ link, found: 'foreign', installed: null });
      else plan.blocked.push({ link, found: fact.found });
  }
}

function planUnwanted(plan: Draft, row: LedgerRow, { ledger, facts, force }: PlanInput): void {
  const fact = factAt(facts, row);
  const target = targetOf(row);
  switch (fact.state) {
    case 'missing':
    case 'foreign':
      plan.forget.push(target);
      return;
    case 'intact':
    case 'touched':
    case 'broken':
      plan.remove.push({ target, installed: fact.installed, edited: false });
      return;
    case 'modified':
      if (force === true) plan.remove.push({ target, installed: fact.installed, edited: true });
      else plan.edited.push(editedAt(ledger, row, { link: null, changes: fact.changes }));
  }
}

function editedAt(
  ledger: Ledger,
  target: Target,
  { link, changes }: Pick<LinkPlan['edited'][number], 'link' | 'changes'>,
): LinkPlan['edited'][number] {
  const row = ledger.rows.get(targetKey(target));
  if (row === undefined) throw bug(target);
  return { target: targetOf(target), row, link, changes };
}

function factAt(facts: Facts, target: Target): Fact {
  const fact = facts.get(targetKey(target));
  if (fact === undefined) throw bug(target);
  return fact;
}

function bug({ directory, name }: Target): PaksError {
  return new PaksError('BUG', {
    message: `\`${name}\` in \`${directory}\` was planned without looking at it`,
  });
}

function targetOf({ directory, name }: Target): Target {
  return { directory, name };
}

import { Option } from 'clipanion';
import { PaksCommand } from './PaksCommand.ts';
import { bailOption, readRecursion, type Recursion, recursiveOption } from './recursion.ts';

/** What `status` and `verify` have in common: both compare what is installed with the lock. */
export abstract class CheckingCommand<Result> extends PaksCommand<Result> {
  readsOnly = Option.Boolean('--dry-run,--frozen-lockfile', false, {
    description: 'Accepted everywhere; this command writes nothing anyway',
  });
  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  groups = Option.Array('--group', [], {
    description: 'With this group of skills; may be repeated',
  });
  allGroups = Option.Boolean('--all-groups', false, { description: 'With every group' });

  recursive = recursiveOption();
  bail = bailOption();

  protected override recursion(): Recursion | null {
    return readRecursion(this, { '`-g`': this.global });
  }

  /** What is checked. */
  protected input(): { readonly global: boolean; readonly groups: readonly string[] | 'all' } {
    return { global: this.global, groups: this.allGroups ? 'all' : this.groups };
  }
}

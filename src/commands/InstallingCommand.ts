import { Option } from 'clipanion';
import type { InstallResult } from '../operations/InstallResult.ts';
import type { ApplyOptions } from '../operations/ApplyOptions.ts';
import { renderInstallResult } from '../render/results/installResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** The options that every command shares which makes directories match a lock. */
export abstract class InstallingCommand<
  Result extends InstallResult = InstallResult,
> extends PaksCommand<Result> {
  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  dryRun = Option.Boolean('--dry-run', false, {
    description: 'Say what would change, change nothing',
  });
  frozenLockfile = Option.Boolean('--frozen-lockfile', {
    description:
      'Never write the lock; fail when it is missing or outdated (in CI the default of install)',
  });
  force = Option.Boolean('--force', false, {
    description: "Replace directories that were edited (kept in .paks/backup) or are not Paks's",
  });
  agents = Option.Array('--agent', [], { description: 'Only for this agent; may be repeated' });
  groups = Option.Array('--group', [], {
    description: 'With this group of skills; may be repeated',
  });
  allGroups = Option.Boolean('--all-groups', false, { description: 'With every group' });
  allowInvalid = Option.Boolean('--allow-invalid', false, {
    description: 'Take skills whose SKILL.md cannot be read',
  });

  ignoreScripts = Option.Boolean('--ignore-scripts', false, {
    description: 'Do not run the commands of [scripts] in paks.toml',
  });

  protected applyOptions(): ApplyOptions {
    return {
      global: this.global,
      dryRun: this.dryRun,
      frozen: this.frozenLockfile ?? null,
      force: this.force,
      agents: this.agents,
      groups: this.allGroups ? 'all' : this.groups,
      allowInvalid: this.allowInvalid,
      ignoreScripts: this.ignoreScripts,
    };
  }

  protected render(result: Result, theme: Theme): string {
    return renderInstallResult(result, theme);
  }
}

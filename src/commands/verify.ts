import { Command, Option } from 'clipanion';
import type { ExitCode } from '../errors/catalog.ts';
import type { Services } from '../operations/Services.ts';
import type { VerifyResult } from '../operations/verify.ts';
import { renderVerifyResult } from '../render/results/verifyResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';
import { bailOption, readRecursion, type Recursion, recursiveOption } from './recursion.ts';

/** `paks verify`. */
export class VerifyCommand extends PaksCommand<VerifyResult> {
  static override paths = [['verify']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Check every installed byte against paks.lock',
    details: 'Writes nothing and asks no network. Exits with 1 when anything differs.',
    examples: [
      ['This project', 'paks verify'],
      ['Your personal skills', 'paks verify -g'],
    ],
  });

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

  protected async run(services: Services): Promise<VerifyResult> {
    const { verify } = await import('../operations/verify.ts');
    const groups = this.allGroups ? 'all' : this.groups;
    return verify({ global: this.global, groups }, services);
  }

  protected override exitCode(result: VerifyResult): ExitCode {
    return result.drift.length === 0 ? 0 : 1;
  }

  protected render(result: VerifyResult, theme: Theme): string {
    return renderVerifyResult(result, theme);
  }
}

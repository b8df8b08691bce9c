import { Command, Option } from 'clipanion';
import type { Services } from '../operations/Services.ts';
import type { UpdateResult } from '../operations/update/UpdateResult.ts';
import { renderUpdateResult } from '../render/results/updateResult.ts';
import type { Theme } from '../render/theme.ts';
import { InstallingCommand } from './InstallingCommand.ts';
import { bailOption, readRecursion, type Recursion, recursiveOption } from './recursion.ts';

/** `paks update NAME…`. */
export class UpdateCommand extends InstallingCommand<UpdateResult> {
  static override paths = [['update'], ['up']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Move skills to the newest versions that paks.toml allows',
    details: `
      Moves the named skills and what only their change needs, never what the project asks for
      directly nor what depends on them. Without names, moves everything within its ranges. On a
      terminal what the new versions bring is shown first; \`paks diff NAME\` shows all of it.
    `,
    examples: [
      ['One skill', 'paks update stakpak/kubernetes-deploy'],
      ['See what would move', 'paks update --dry-run'],
      ['Past the ranges of paks.toml, which are rewritten', 'paks update --latest --all'],
      ['Choose from a list', 'paks update --interactive'],
    ],
  });

  names = Option.Rest({ name: 'name' });
  all = Option.Boolean('--all', false, { description: 'Every skill, as without names' });
  latest = Option.Boolean('--latest', false, {
    description: 'Rewrite requirements in paks.toml that forbid the newest version',
  });
  interactive = Option.Boolean('--interactive', false, {
    description: 'Choose from a list what to update',
  });
  acceptMovedTag = Option.Boolean('--accept-moved-tag', false, {
    description: 'Go on although a tag no longer points at the locked commit',
  });

  recursive = recursiveOption();
  bail = bailOption();

  protected override recursion(): Recursion | null {
    return readRecursion(this, { '`-g`': this.global });
  }

  protected async run(services: Services): Promise<UpdateResult> {
    const { update } = await import('../operations/update.ts');
    const { names, all, latest, interactive, acceptMovedTag } = this;
    const options = { names, all, latest, interactive, acceptMovedTag };
    return update({ ...this.applyOptions(), ...options }, services);
  }

  protected override render(result: UpdateResult, theme: Theme): string {
    return renderUpdateResult(result, theme);
  }
}

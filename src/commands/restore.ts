import { Command, Option } from 'clipanion';
import type { RestoreResult } from '../operations/restore.ts';
import type { Services } from '../operations/Services.ts';
import { renderRestoreResult } from '../render/results/restoreResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks restore NAME…`. */
export class RestoreCommand extends PaksCommand<RestoreResult> {
  static override paths = [['restore']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Put the locked bytes of installed skills back',
    details: `
      Takes edits back and brings missing directories again, from the store or, where it lacks them,
      from their source. Edited copies are kept in \`.paks/backup\`. Asks first on a terminal; without
      one say \`--yes\`.
    `,
    examples: [
      ['Take back what I changed in one skill', 'paks restore acme/base'],
      ['Everything, without being asked', 'paks restore --all --yes'],
      ['See what would be lost', 'paks restore --all --dry-run'],
    ],
  });

  names = Option.Rest({ name: 'name' });
  all = Option.Boolean('--all', false, { description: 'Every skill that is not as locked' });
  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  dryRun = Option.Boolean('--dry-run', false, {
    description: 'Say what would change, change nothing',
  });
  allowInvalid = Option.Boolean('--allow-invalid', false, {
    description: 'Take skills whose SKILL.md cannot be read',
  });

  protected async run(services: Services): Promise<RestoreResult> {
    const { restore } = await import('../operations/restore.ts');
    const { names, all, global, dryRun, allowInvalid } = this;
    return restore({ names, all, global, dryRun, allowInvalid }, services);
  }

  protected render(result: RestoreResult, theme: Theme): string {
    return renderRestoreResult(result, theme);
  }
}

import { Command, Option } from 'clipanion';
import type { ExitCode } from '../errors/catalog.ts';
import { PaksError } from '../errors/PaksError.ts';
import type { DiffResult } from '../operations/diff/DiffResult.ts';
import type { Services } from '../operations/Services.ts';
import { renderDiffResult } from '../render/results/diffResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks diff NAME [FROM] [TO]`. */
export class DiffCommand extends PaksCommand<DiffResult> {
  static override paths = [['diff']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Show what changes in a skill before you take it',
    details: `
      FROM and TO are \`installed\`, \`locked\`, \`latest\`, a version, or of a git source a tag, a branch
      or a commit. Without them what is locked is compared with the newest; with FROM alone, FROM with
      what is locked. Then says what the new content can newly do. Characters that do not show are
      named.
    `,
    examples: [
      ['Before an update', 'paks diff stakpak/kubernetes-deploy'],
      ['What someone edited here', 'paks diff pdf locked installed'],
      ['Two versions, only the names of files', 'paks diff pdf 1.0.0 2.0.0 --name-only'],
    ],
  });

  name = Option.String({ name: 'name' });
  from = Option.String({ name: 'from', required: false });
  to = Option.String({ name: 'to', required: false });
  readsOnly = Option.Boolean('--dry-run,--frozen-lockfile', false, {
    description: 'Accepted everywhere; this command writes nothing anyway',
  });
  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  stat = Option.Boolean('--stat', false, { description: 'Count lines instead of showing them' });
  nameOnly = Option.Boolean('--name-only', false, {
    description: 'Only the paths of changed files',
  });
  failsOnChange = Option.Boolean('--exit-code', false, {
    description: 'End with 1 when anything differs',
  });

  protected async run(services: Services): Promise<DiffResult> {
    if (this.stat && this.nameOnly) {
      throw new PaksError('USAGE', {
        message: '`--stat` and `--name-only` cannot both be had',
        hint: 'leave one of them out',
      });
    }
    const { diff } = await import('../operations/diff.ts');
    const { name, from = null, to = null, global } = this;
    return diff({ name, from, to, global }, services);
  }

  protected render(result: DiffResult, theme: Theme): string {
    const form = this.stat ? 'stat' : this.nameOnly ? 'names' : 'text';
    return renderDiffResult(result, { theme, form });
  }

  protected override isProse(): boolean {
    return false;
  }

  protected override exitCode({ same }: DiffResult): ExitCode {
    return this.failsOnChange && !same ? 1 : 0;
  }

  protected override isAnswer(_result: DiffResult): boolean {
    return true;
  }
}

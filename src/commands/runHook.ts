import { Command, Option } from 'clipanion';
import type { RunHookResult } from '../operations/runHook.ts';
import type { Services } from '../operations/Services.ts';
import { renderRunHookResult } from '../render/results/runHookResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks run-hook NAME`. */
export class RunHookCommand extends PaksCommand<RunHookResult> {
  static override paths = [['run-hook']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Run what a skill wants to have run, in a sandbox',
    details: `
      Installing a skill never runs anything that it contains. This runs its \`post_install\` command
      or its \`scripts/post-install.sh\`, without network and with nothing to write but the skill's
      own directory.
    `,
    examples: [
      ['Read what would run', 'paks run-hook stakpak/kubernetes-deploy --dry-run'],
      ['Run it', 'paks run-hook stakpak/kubernetes-deploy'],
      ['Without a terminal, after reading it', 'paks run-hook kubernetes-deploy --yes'],
    ],
  });

  name = Option.String({ name: 'name' });
  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  dryRun = Option.Boolean('--dry-run', false, { description: 'Show it, run nothing' });
  unsandboxed = Option.Boolean('--unsandboxed', false, {
    description: 'Run it with all of your rights, where the system has no sandbox',
  });

  protected async run(services: Services): Promise<RunHookResult> {
    const { runHook } = await import('../operations/runHook.ts');
    const { name, global, dryRun, unsandboxed } = this;
    return runHook({ name, global, dryRun, unsandboxed }, services);
  }

  protected override isProse(): boolean {
    return false;
  }

  protected render(result: RunHookResult, theme: Theme): string {
    return renderRunHookResult(result, theme);
  }

  protected override isAnswer({ dryRun }: RunHookResult): boolean {
    return dryRun;
  }
}

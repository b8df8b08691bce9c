import { resolve } from 'node:path';
import { Command, Option } from 'clipanion';
import type { BundleResult } from '../operations/bundle.ts';
import type { Services } from '../operations/Services.ts';
import { renderBundleResult } from '../render/results/bundleResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks bundle`. */
export class BundleCommand extends PaksCommand<BundleResult> {
  static override paths = [['bundle']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Write one file that installs this lock without a network',
    details: `
      Holds paks.toml, paks.lock and the content of every locked skill, verified. The same lock gives
      the same bytes. Folders of the project's own are not in it: they come with the project.
    `,
    examples: [
      ['Make it', 'paks bundle -o skills.tar'],
      ['Use it in a closed network', 'paks install --from-bundle skills.tar'],
    ],
  });

  output = Option.String('-o,--output', {
    description: 'The file to write; without it paks-bundle.tar here',
  });
  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  dryRun = Option.Boolean('--dry-run', false, {
    description: 'Say what would change, change nothing',
  });
  allowInvalid = Option.Boolean('--allow-invalid', false, {
    description: 'Take skills whose SKILL.md cannot be read',
  });

  protected async run(services: Services): Promise<BundleResult> {
    const { bundle } = await import('../operations/bundle.ts');
    const { global, dryRun, allowInvalid } = this;
    const output =
      this.output === undefined ? null : resolve(services.workingDirectory, this.output);
    return bundle({ global, dryRun, allowInvalid, output }, services);
  }

  protected render(result: BundleResult, theme: Theme): string {
    return renderBundleResult(result, theme);
  }
}

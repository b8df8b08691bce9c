import { Command } from 'clipanion';
import type { ExitCode } from '../errors/catalog.ts';
import type { Services } from '../operations/Services.ts';
import type { StatusResult } from '../operations/status.ts';
import { renderStatusResult } from '../render/results/statusResult.ts';
import type { Theme } from '../render/theme.ts';
import { CheckingCommand } from './CheckingCommand.ts';

/** `paks status`. */
export class StatusCommand extends CheckingCommand<StatusResult> {
  static override paths = [['status']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Show what was changed since the last install',
    details: `
      Names edited, new and deleted files of installed skills, directories that are missing or not
      Paks's, and a lock that does not answer paks.toml. Asks no network and believes fingerprints;
      \`paks verify\` reads every byte. Exits with 1 when anything differs.
    `,
    examples: [
      ['What did I change?', 'paks status'],
      ['Your personal skills', 'paks status -g'],
      ['For a script', 'paks status --json'],
    ],
  });

  protected async run(services: Services): Promise<StatusResult> {
    const { status } = await import('../operations/status.ts');
    return status(this.input(), services);
  }

  protected override exitCode(result: StatusResult): ExitCode {
    return result.clean ? 0 : 1;
  }

  protected render(result: StatusResult, theme: Theme): string {
    return renderStatusResult(result, theme);
  }
}

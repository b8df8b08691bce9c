import { Command } from 'clipanion';
import type { ExitCode } from '../errors/catalog.ts';
import type { Services } from '../operations/Services.ts';
import type { VerifyResult } from '../operations/verify.ts';
import { renderVerifyResult } from '../render/results/verifyResult.ts';
import type { Theme } from '../render/theme.ts';
import { CheckingCommand } from './CheckingCommand.ts';

/** `paks verify`. */
export class VerifyCommand extends CheckingCommand<VerifyResult> {
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

  protected async run(services: Services): Promise<VerifyResult> {
    const { verify } = await import('../operations/verify.ts');
    return verify(this.input(), services);
  }

  protected override exitCode(result: VerifyResult): ExitCode {
    return result.drift.length === 0 ? 0 : 1;
  }

  protected render(result: VerifyResult, theme: Theme): string {
    return renderVerifyResult(result, theme);
  }
}

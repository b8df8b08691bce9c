import { Command } from 'clipanion';
import type { ExitCode } from '../errors/catalog.ts';
import type { Services } from '../operations/Services.ts';
import type { WhoamiResult } from '../operations/whoami.ts';
import { renderWhoamiResult } from '../render/results/whoamiResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks whoami`. */
export class WhoamiCommand extends PaksCommand<WhoamiResult> {
  static override paths = [['whoami']];
  static override usage = Command.Usage({
    category: 'Account',
    description: 'Show who is signed in, by asking the registry',
    details: 'Exits with 1 where nobody is signed in.',
    examples: [
      ['The default registry', 'paks whoami'],
      ['A registry of your own', 'paks whoami --registry private'],
    ],
  });

  protected async run(services: Services): Promise<WhoamiResult> {
    const { whoami } = await import('../operations/whoami.ts');
    return whoami(services);
  }

  protected render(result: WhoamiResult, theme: Theme): string {
    return renderWhoamiResult(result, theme);
  }

  protected override exitCode({ loggedIn }: WhoamiResult): ExitCode {
    return loggedIn ? 0 : 1;
  }

  protected override isAnswer(_result: WhoamiResult): boolean {
    return true;
  }
}

import { Command, Option } from 'clipanion';
import type { LogoutResult } from '../operations/logout.ts';
import type { Services } from '../operations/Services.ts';
import { renderLogoutResult } from '../render/results/logoutResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks logout`. */
export class LogoutCommand extends PaksCommand<LogoutResult> {
  static override paths = [['logout']];
  static override usage = Command.Usage({
    category: 'Account',
    description: 'Remove the stored token of a registry',
    details:
      'The token is removed from this machine. It is not revoked: whoever has a copy can go on using it, unless --revoke ends it at the registry too.',
    examples: [
      ['Sign out', 'paks logout'],
      ['End the token, too', 'paks logout --revoke'],
      ['A registry of your own', 'paks logout --registry private'],
    ],
  });

  revoke = Option.Boolean('--revoke', false, {
    description: 'Also tell the registry to end the token',
  });

  protected async run(services: Services): Promise<LogoutResult> {
    const { logout } = await import('../operations/logout.ts');
    return logout({ revoke: this.revoke }, services);
  }

  protected render(result: LogoutResult, theme: Theme): string {
    return renderLogoutResult(result, theme);
  }
}

import { Command, Option } from 'clipanion';
import type { LoginResult } from '../operations/login.ts';
import type { Services } from '../operations/Services.ts';
import { renderLoginResult } from '../render/results/loginResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks login`. */
export class LoginCommand extends PaksCommand<LoginResult> {
  static override paths = [['login']];
  static override usage = Command.Usage({
    category: 'Account',
    description: 'Sign in to a registry with a token',
    details:
      'The token is checked with the registry, then kept in the system keychain, or where there is none in an encrypted file. It is sent to that registry alone. Where PAKS_TOKEN (or STAKPAK_TOKEN) is set, as on CI, nobody needs to sign in.',
    examples: [
      ['Be asked for the token', 'paks login'],
      ['From a password manager or a script', 'pass show paks | paks login --token -'],
      ['A registry of your own', 'paks login --registry private'],
    ],
  });

  token = Option.String('--token', {
    description: 'The token; - reads it from standard input, which others cannot see',
  });

  protected async run(services: Services): Promise<LoginResult> {
    const { login } = await import('../operations/login.ts');
    return login({ token: this.token ?? null }, services);
  }

  protected render(result: LoginResult, theme: Theme): string {
    return renderLoginResult(result, theme);
  }
}

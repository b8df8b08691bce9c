import type { LoginResult } from '../../operations/login.ts';
import type { Theme } from '../theme.ts';
import { accountName } from './accountName.ts';

/** That the token is good, and whose it is. */
export function renderLoginResult(result: LoginResult, theme: Theme): string {
  const where = result.isDefault ? '' : ` to ${result.registry}`;
  return `Validating token... ${theme.added('✓')}\nLogged in${where} as ${accountName(result)}`;
}

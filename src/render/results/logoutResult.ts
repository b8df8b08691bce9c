import type { LogoutResult } from '../../operations/logout.ts';
import type { Theme } from '../theme.ts';

/** That nobody is signed in any more, and what became of the token. */
export function renderLogoutResult(result: LogoutResult, theme: Theme): string {
  if (!result.wasLoggedIn) return 'Not logged in.';
  if (result.revoked) return 'Logged out successfully. The token is revoked.';
  const note = `The token was removed from this machine and still works: revoke it ${result.revokedWhere}.`;
  return `Logged out successfully.\n${theme.faint(note)}`;
}

import { printable } from '../../errors/printable.ts';
import type { Whoami, WhoamiResult } from '../../operations/whoami.ts';
import type { Theme } from '../theme.ts';

const USUAL_STATUS = 'active';

/** Who is signed in, one fact a line. */
export function renderWhoamiResult(result: WhoamiResult, theme: Theme): string {
  const { user, isDefault, registry, url } = result;
  const flag = isDefault ? '' : ` --registry ${registry}`;
  if (user === null) return `Not logged in.\nRun 'paks login${flag}' to authenticate.`;
  const isStored = user.token === 'keychain' || user.token === 'file';
  const lines = [
    ['Username:', printable(user.username)],
    ['Email:', user.email === null ? '-' : printable(user.email)],
    ['Status:', statusOf(user)],
    ['Expires:', user.expiresAt === null ? 'Never' : user.expiresAt],
    ...(isDefault ? [] : [['Registry:', `${registry} (${url})`]]),
    ...(isStored ? [] : [['Token:', `from ${user.token}`]]),
  ];
  return lines.map(([label = '', value]) => `${theme.faint(label.padEnd(9))} ${value}`).join('\n');
}

function statusOf({ status, fresh }: Whoami): string {
  if (!fresh) return 'Not checked (offline)';
  const isUsual = status === null || status === USUAL_STATUS;
  return isUsual ? 'Authenticated' : `Authenticated, account ${printable(status)}`;
}

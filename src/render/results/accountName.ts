import { printable } from '../../errors/printable.ts';

/** `johndoe (john@example.com)`, safe for a terminal. */
export function accountName(user: {
  readonly username: string;
  readonly email: string | null;
}): string {
  const email = user.email === null ? '' : ` (${printable(user.email)})`;
  return `${printable(user.username)}${email}`;
}

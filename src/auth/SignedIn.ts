/** Where a token is. */
export type TokenPlace = 'keychain' | 'file';

/** Who an account is, as its registry says. */
export interface Identity {
  readonly id: string;
  readonly username: string;
  readonly email: string | null;
}

/** What is known of a stored token without looking at it. */
export interface SignedIn extends Identity {
  readonly place: TokenPlace;
  /** Milliseconds since the epoch; null where it never expires. */
  readonly expiresAt: number | null;
}

import type { CredentialStore } from '../../auth/CredentialStore.ts';
import type { TokenSource } from '../../auth/tokens.ts';
import type { Registry } from '../../config/Registry.ts';
import type { AuthApi } from '../../registry/AuthApi.ts';

/** What signing in and out works with. Having it loads no keychain and asks no server. */
export interface AccountServices {
  readonly credentials: CredentialStore;
  /** A variable's token, else the stored one. */
  readonly tokens: TokenSource;
  /** The tokens of `PAKS_TOKEN` and `STAKPAK_TOKEN` alone. */
  readonly fromVariables: TokenSource;
  readonly authApi: (registry: Registry) => AuthApi;
}

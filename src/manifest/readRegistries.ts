import { isLoopback } from '../model/GitUrl.ts';
import type { ManifestRegistry } from '../model/Manifest.ts';
import { isRegistryName } from '../model/registryName.ts';
import type { TomlNode } from '../toml/TomlNode.ts';

const FIELDS = ['url', 'auth-url', 'auth-required', 'insecure'];

/** Reads `[registries]`: names and addresses, never credentials. */
export function readRegistries(node: TomlNode | undefined): readonly ManifestRegistry[] {
  return (node?.entries() ?? []).map(([name, entry]) => {
    if (!isRegistryName(name)) entry.fail(`\`${name}\` is not a registry name`, undefined, 'key');
    entry.allow(FIELDS);
    const insecure = entry.get('insecure')?.flag();
    const url =
      entry.get('url') ?? entry.fail(`registry \`${name}\` has no \`url\``, undefined, 'key');
    const authUrl = entry.get('auth-url');
    const authRequired = entry.get('auth-required')?.flag();
    return {
      name,
      url: readAddress(url, insecure === true),
      ...(authUrl !== undefined && { authUrl: readAddress(authUrl, insecure === true) }),
      ...(authRequired !== undefined && { authRequired }),
      ...(insecure !== undefined && { insecure }),
    };
  });
}

/** An `https` address without credentials, query or slash at its end. */
function readAddress(node: TomlNode, insecure: boolean): string {
  const text = node.text();
  if (!URL.canParse(text)) node.fail(`\`${text}\` is not a URL`);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    node.fail(
      'the address of a registry holds no credentials',
      'remove them and run `paks login --registry NAME`',
    );
  }
  if (url.search !== '' || url.hash !== '') node.fail('the address has a query or a fragment');
  if (url.protocol === 'https:') return url.href.replace(/\/+$/, '');
  if (url.protocol !== 'http:') node.fail(`\`${text}\` is not an \`https\` address`);
  if (!insecure && !isLoopback(url.hostname)) {
    node.fail(
      `\`${text}\` is plain http, which anyone on the way can read and change`,
      'use `https`, or add `insecure = true` to accept that',
    );
  }
  return url.href.replace(/\/+$/, '');
}

const ADDRESS =
  /\b[a-z][a-z0-9+.-]{1,15}:\/\/(?:[^\s/@"'<>()]{0,256}@)?([^\s/:?#@"'<>()[\]`{}|\\^,;*$]{1,253})/gi;
const SSH_ADDRESS = /\b[\w.-]{1,64}@([a-z0-9][a-z0-9.-]{1,252}\.[a-z]{2,24}):/gi;
const MOST = 500;

/**
 * The hosts that a text names in addresses, lower-case and in ASCII (`xn--…` for look-alikes), sorted;
 * 500 at most. Linear in the length of the text.
 */
export function namedHosts(text: string): readonly string[] {
  const hosts = new Set<string>();
  for (const pattern of [ADDRESS, SSH_ADDRESS]) {
    for (const [, host = ''] of text.matchAll(pattern)) {
      const name = asciiHost(host);
      if (name !== null) hosts.add(name);
      if (hosts.size >= MOST) break;
    }
  }
  return [...hosts].sort();
}

/** Null for what cannot be a host of another machine, such as `example` or a placeholder. */
function asciiHost(text: string): string | null {
  const trimmed = text.replace(/[.!]+$/, '');
  if (!URL.canParse(`http://${trimmed}/`)) return null;
  const { hostname } = new URL(`http://${trimmed}/`);
  return hostname.includes('.') || hostname === 'localhost' ? hostname : null;
}

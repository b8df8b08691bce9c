/**
 * Milliseconds for which a `Cache-Control` header allows an answer to be used without asking; 0 for
 * `no-cache`, null where it does not say (RFC 9111, section 5.2.2).
 */
export function freshnessOf(cacheControl: string | null): number | null {
  const directives = directivesOf(cacheControl);
  if (directives.has('no-cache') || directives.has('no-store')) return 0;
  const maxAge = directives.get('max-age');
  return maxAge !== undefined && /^\d{1,9}$/.test(maxAge) ? Number(maxAge) * 1000 : null;
}

/** False where the header forbids to keep the answer. */
export function mayStore(cacheControl: string | null): boolean {
  return !directivesOf(cacheControl).has('no-store');
}

function directivesOf(cacheControl: string | null): ReadonlyMap<string, string> {
  return new Map(
    (cacheControl ?? '').split(',').map((part) => {
      const [name = '', value = ''] = part.trim().toLowerCase().split('=');
      return [name, value.replaceAll('"', '')] as const;
    }),
  );
}

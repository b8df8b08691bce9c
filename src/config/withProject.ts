import type { Manifest, ManifestRegistry } from '../model/Manifest.ts';
import type { Config } from './Config.ts';
import type { Registry } from './Registry.ts';

/**
 * The settings for one project: its registries and policy stand above the user's file and below
 * variables, flags and a policy file. A project can name a registry but lends it no token: those are
 * bound to the origins of the settings given here (threats T15, T22).
 */
export function withProject(
  config: Config,
  { registries, policy }: Pick<Manifest, 'registries' | 'policy'>,
): Config {
  const merged = new Map(config.registries);
  for (const entry of registries) {
    const known = merged.get(entry.name);
    if (known?.origin.kind !== 'environment') merged.set(entry.name, fromManifest(entry, known));
  }
  const age = weaker(config, 'minimumReleaseAge') ? policy.minimumReleaseAge : undefined;
  const sources = weaker(config, 'allowSources') ? policy.allowSources : undefined;
  const audit = weaker(config, 'audit') ? policy.audit : undefined;
  const project = { kind: 'project' } as const;
  return {
    ...config,
    registries: merged,
    minimumReleaseAge: age ?? config.minimumReleaseAge,
    allowSources: sources ?? config.allowSources,
    audit: audit ?? config.audit,
    origins: {
      ...config.origins,
      ...(age === undefined ? {} : { minimumReleaseAge: project }),
      ...(sources === undefined ? {} : { allowSources: project }),
      ...(audit === undefined ? {} : { audit: project }),
    },
  };
}

function fromManifest(entry: ManifestRegistry, known: Registry | undefined): Registry {
  if (known?.url === entry.url) return known;
  return {
    name: entry.name,
    url: entry.url,
    authUrl: entry.authUrl,
    authRequired: entry.authRequired ?? false,
    insecure: entry.insecure ?? false,
    origin: { kind: 'project' },
  };
}

function weaker(
  { origins }: Config,
  name: 'minimumReleaseAge' | 'allowSources' | 'audit',
): boolean {
  const { kind } = origins[name];
  return kind === 'user' || kind === 'default';
}

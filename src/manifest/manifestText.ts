import type { ManifestSkill } from '../model/Manifest.ts';
import { type ManifestPin, pinnedTo } from '../model/ManifestPin.ts';
import type { RegistryName, Source } from '../model/Source.ts';
import type { FormattableValue } from '../toml/quoteToml.ts';

/**
 * What a line of `[skills]` says for this skill: the range alone where that is enough, else a table
 * with its keys in the order of the documentation. `registry` is the one that need not be named.
 */
export function manifestValue(skill: ManifestSkill, registry: RegistryName): FormattableValue {
  const { source, range, as, directory: dir, agents, editable, insecure, pin } = skill;
  const options = { as, dir, agents, editable, insecure, ...pinFields(pin) };
  const isPlain = Object.values(options).every((option) => option === undefined);
  if (source.kind !== 'registry') return { ...sourceFields(source, range), ...options };
  if (source.registry === registry && isPlain) return range;
  return { ...sourceFields(source, range, registry), ...options };
}

function pinFields(pin: ManifestPin | undefined): Readonly<Record<string, string | undefined>> {
  return pin === undefined ? {} : { pin: pinnedTo(pin), 'pin-reason': pin.reason };
}

/** The keys that say where a skill comes from and which of its versions are wanted. */
function sourceFields(
  source: Source,
  range: string,
  registry?: RegistryName,
): Readonly<Record<string, string | undefined>> {
  switch (source.kind) {
    case 'registry':
      return {
        version: range,
        registry: source.registry === registry ? undefined : source.registry,
      };
    case 'path':
      return { path: source.path };
    case 'npm':
      return { npm: source.package, skill: source.skill === '' ? undefined : source.skill };
    case 'git': {
      const { url, path, reference } = source;
      const place = { git: url, path: path === '' ? undefined : path };
      if (reference.kind === 'versions') return { ...place, version: range };
      if (reference.kind === 'default') return place;
      if (reference.kind === 'commit') return { ...place, rev: reference.id };
      return { ...place, [reference.kind]: reference.name };
    }
  }
}

import type { Registry } from '../config/Registry.ts';
import { PaksError } from '../errors/PaksError.ts';
import { allowedUrl } from '../io/httpOrigin.ts';
import { normalizeDirectory } from '../model/folderPath.ts';
import type { Range } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import { readAnswer } from '../protocol/readAnswer.ts';
import { VersionsAnswer, type WireVersion } from '../protocol/versionSchemas.ts';
import type { RegistryVersion } from './RegistryClient.ts';

/**
 * The body of a versions answer as data, in its order. Throws `REGISTRY_ANSWER_INVALID`, naming the
 * field, for anything that the contract or the safety of paths and addresses does not allow.
 */
export function readVersions(
  body: string,
  registry: Registry,
  url: string,
): readonly RegistryVersion[] {
  const { data } = readAnswer(VersionsAnswer, body, url);
  const seen = new Set<string>();
  return data.map((wire, index) => {
    const invalid = (field: string, why: string): PaksError =>
      new PaksError('REGISTRY_ANSWER_INVALID', {
        message: `\`${url}\` did not answer as a registry does: \`data.${index}.${field}\`: ${why}`,
        hint: 'tell whoever runs the registry; nothing was installed from this answer',
      });
    if (seen.has(wire.version)) throw invalid('version', 'a version stands twice');
    seen.add(wire.version);
    return versionOf(wire, registry, invalid);
  });
}

function versionOf(
  wire: WireVersion,
  registry: Registry,
  invalid: (field: string, why: string) => PaksError,
): RegistryVersion {
  const publishedAt = Date.parse(wire.published_at);
  if (Number.isNaN(publishedAt)) throw invalid('published_at', 'no such time');
  const path = normalizeDirectory(wire.skill_path);
  if (path === null) throw invalid('skill_path', 'a path that leaves the repository');
  const { archive } = wire;
  const url = archive == null ? null : archiveUrl(archive.url, registry);
  if (archive != null && url === null) throw invalid('archive.url', 'not an address to fetch from');
  return {
    version: wire.version,
    publishedAt,
    yanked: wire.yanked,
    dependencies: new Map(Object.entries(wire.dependencies) as [SkillId, Range][]),
    integrity: wire.integrity,
    repository: wire.repository,
    tag: wire.tag,
    commit: wire.commit,
    path,
    archive: archive == null || url === null ? undefined : { url, size: archive.size },
  };
}

/** An archive's address, absolute; null for one that Paks would not fetch. */
function archiveUrl(text: string, { url, insecure }: Registry): string | null {
  const base = `${url}/`;
  if (!URL.canParse(text, base)) return null;
  try {
    return allowedUrl(new URL(text, base).href, insecure).href;
  } catch {
    return null;
  }
}

import type { Registry } from '../config/Registry.ts';
import { PaksError } from '../errors/PaksError.ts';
import { allowedUrl } from '../io/httpOrigin.ts';
import { normalizeDirectory } from '../model/folderPath.ts';
import type { Range, Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import { readAnswer } from '../protocol/readAnswer.ts';
import { VersionAnswer, VersionsAnswer, type WireVersion } from '../protocol/versionSchemas.ts';
import type { RegistryVersion } from './RegistryVersion.ts';
import type { ListedVersion, VersionAbout, VersionRecord } from './SkillRecord.ts';

/**
 * The body of a versions answer as data, in its order. Throws `REGISTRY_ANSWER_INVALID`, naming the
 * field, for anything that the contract or the safety of paths and addresses does not allow.
 */
export function readVersions(
  body: string,
  registry: Registry,
  url: string,
): readonly ListedVersion[] {
  const { data } = readAnswer(VersionsAnswer, body, url);
  const seen = new Set<string>();
  return data.map((wire, index) => {
    const invalid = refusal(url, `data.${index}`);
    if (seen.has(wire.version)) throw invalid('version', 'a version stands twice');
    seen.add(wire.version);
    return { ...versionOf(wire, registry, invalid), ...aboutOf(wire) };
  });
}

/**
 * The body of one version's answer as data. Throws `REGISTRY_ANSWER_INVALID`, also where it is about
 * another version than was asked for.
 */
export function readVersion(
  body: string,
  asked: { readonly version: Version; readonly registry: Registry },
  url: string,
): VersionRecord {
  const { data } = readAnswer(VersionAnswer, body, url);
  const invalid = refusal(url, 'data');
  if (data.version !== asked.version) throw invalid('version', `it is not ${asked.version}`);
  return {
    ...versionOf(data, asked.registry, invalid),
    ...aboutOf(data),
    files: data.files.map(({ path, size }) => ({ path, size })),
    readme: data.readme,
  };
}

type Refuse = (field: string, why: string) => PaksError;

function refusal(url: string, place: string): Refuse {
  return (field, why) =>
    new PaksError('REGISTRY_ANSWER_INVALID', {
      message: `\`${url}\` did not answer as a registry does: \`${place}.${field}\`: ${why}`,
      hint: 'tell whoever runs the registry; nothing was installed from this answer',
    });
}

function aboutOf({ size, file_count, license, changelog }: WireVersion): VersionAbout {
  return { size, fileCount: file_count, license: license ?? null, changelog: changelog ?? null };
}

function versionOf(wire: WireVersion, registry: Registry, invalid: Refuse): RegistryVersion {
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

import { isPaksError } from '../../errors/PaksError.ts';
import type { Version } from '../../model/Range.ts';
import { qualifiedName, type SkillId } from '../../model/SkillId.ts';
import type { Project } from '../../project/Project.ts';
import type { RegistryClient } from '../../registry/RegistryClient.ts';
import { isUnknownName, withNearName } from '../../registry/nearName.ts';
import { missingVersion } from '../../registry/registryFailure.ts';
import type { ListedVersion, SkillRecord, VersionRecord } from '../../registry/SkillRecord.ts';
import type { Services } from '../Services.ts';
import { NO_CONTENT } from './contentFacts.ts';
import type { RegistryFacts, SkillInfo, VersionLine, VersionsInfo } from './InfoResult.ts';
import { installedStatus } from './installedStatus.ts';

/** A skill of a registry, and what is wanted of it. */
export interface RegistryQuestion {
  readonly id: SkillId;
  readonly registry: RegistryClient;
  /** Null for the latest. */
  readonly version: Version | null;
  /** With the whole `SKILL.md`. */
  readonly full: boolean;
  /** Where it may be installed. */
  readonly projects: readonly Project[];
}

/**
 * What a registry knows of a skill: two requests (the skill with its versions, or with the one version
 * asked for), and one more for the text of the latest. Throws `SKILL_NOT_FOUND` with a near name.
 */
export async function registryInfo(
  question: RegistryQuestion,
  services: Services,
): Promise<SkillInfo> {
  const { id, registry, projects } = question;
  const { record, versions, shown, detail } = await ask(question);
  const offered = {
    latest: record.version,
    versions: versions ?? [{ version: record.version, yanked: false }],
  };
  return {
    ...NO_CONTENT,
    kind: 'registry',
    id,
    version: shown.version,
    source: `registry+${registry.name}`,
    description: record.description,
    license: shown.license ?? record.license,
    repository: record.repository ?? shown.repository,
    homepage: record.homepage,
    keywords: record.keywords,
    categories: record.categories,
    dependencies: [...shown.dependencies].map(([name, range]) => ({ id: name, range })),
    tag: shown.tag,
    commit: shown.commit,
    size: shown.size,
    fileCount: shown.fileCount,
    files: detail?.files ?? null,
    readme: question.full ? (detail?.readme ?? null) : null,
    registry: factsOf(record, { registry: registry.name, shown, versions }),
    status: installedStatus(id, projects, { services, offered }),
  };
}

/** Every version that a registry has of a skill: one request. */
export async function versionsInfo(id: SkillId, registry: RegistryClient): Promise<VersionsInfo> {
  const versions = await orNearName(id, registry, registry.versions(id));
  return { kind: 'versions', id, registry: registry.name, versions: versions.map(lineOf) };
}

interface Answers {
  readonly record: SkillRecord;
  readonly versions: readonly ListedVersion[] | null;
  readonly shown: ListedVersion;
  readonly detail: VersionRecord | null;
}

async function ask({ id, registry, version, full }: RegistryQuestion): Promise<Answers> {
  if (version !== null) {
    const asked = Promise.all([registry.skill(id), oneVersion(id, version, registry)]);
    const [record, detail] = await orNearName(id, registry, asked);
    return { record, versions: null, shown: detail, detail };
  }
  const asked = Promise.all([registry.skill(id), registry.versions(id)]);
  const [record, versions] = await orNearName(id, registry, asked);
  const shown = versions.find((entry) => entry.version === record.version);
  if (shown === undefined) throw missingVersion(id, record.version, versions, registry.name);
  const detail = full ? await registry.version(id, record.version) : null;
  return { record, versions, shown, detail };
}

/** Of a version that is not there, those that are get named. */
async function oneVersion(
  id: SkillId,
  version: Version,
  registry: RegistryClient,
): Promise<VersionRecord> {
  try {
    return await registry.version(id, version);
  } catch (error) {
    if (!isPaksError(error) || error.code !== 'SKILL_NOT_FOUND') throw error;
    const listed = await registry.versions(id);
    throw missingVersion(id, version, listed, registry.name);
  }
}

async function orNearName<Value>(
  id: SkillId,
  registry: RegistryClient,
  asked: Promise<Value>,
): Promise<Value> {
  try {
    return await asked;
  } catch (error) {
    throw isUnknownName(error) ? await withNearName(error, id, registry) : error;
  }
}

interface Shown {
  readonly registry: string;
  readonly shown: ListedVersion;
  readonly versions: readonly ListedVersion[] | null;
}

function factsOf(record: SkillRecord, { registry, shown, versions }: Shown): RegistryFacts {
  return {
    name: registry,
    publisher: record.publisher ?? { name: qualifiedName(record.id)?.account ?? '', url: null },
    downloads: record.downloads,
    recentDownloads: record.recentDownloads,
    firstPublished: timeText(record.createdAt),
    lastUpdated: timeText(record.updatedAt),
    latest: record.version,
    visibility: record.visibility,
    publishedAt: timeText(shown.publishedAt),
    yanked: shown.yanked,
    changelog: shown.changelog,
    versions: versions?.map(lineOf) ?? null,
  };
}

function lineOf({ version, publishedAt, yanked, changelog }: ListedVersion): VersionLine {
  return { version, publishedAt: timeText(publishedAt), yanked, changelog };
}

function timeText(time: number): string {
  return new Date(time).toISOString();
}

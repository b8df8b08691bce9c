import { treeIntegrity } from '../io/contentHash.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { readTree } from '../io/walkTree.ts';
import type { Dependency } from '../model/Dependency.ts';
import type { Integrity } from '../model/Integrity.ts';
import type { Locator } from '../model/Locator.ts';
import type { Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import { SKILL_FILE } from '../model/skillPath.ts';
import type { NpmSource } from '../model/Source.ts';
import type { Candidate } from '../resolver/Provider.ts';
import type { NpmPackages } from './NpmPackages.ts';
import type { ReadSkillText } from './readSkillText.ts';
import type { SourceReader } from './SourceReader.ts';

/** Reads skills of installed npm packages: always one version, the one that is installed. */
export class NpmReader implements SourceReader<NpmSource> {
  readonly #fs: FileSystem;
  readonly #packages: NpmPackages;
  readonly #readSkill: ReadSkillText;

  constructor(fs: FileSystem, packages: NpmPackages, readSkill: ReadSkillText) {
    this.#fs = fs;
    this.#packages = packages;
    this.#readSkill = readSkill;
  }

  async candidates(id: SkillId, source: NpmSource): Promise<readonly Candidate[]> {
    const { version } = this.#packages.open(source);
    const dependencies = await this.dependencies(id, version, source);
    return [{ version, yanked: false, publishedAt: null, dependencies }];
  }

  async dependencies(
    id: SkillId,
    _version: Version,
    source: NpmSource,
  ): Promise<readonly Dependency[]> {
    const { folder } = this.#packages.open(source);
    for await (const { path, bytes } of readTree(this.#fs, folder)) {
      if (path === SKILL_FILE) return this.#readSkill(id, source, bytes).dependencies;
    }
    return [];
  }

  async locate(id: SkillId, _version: Version, source: NpmSource): Promise<Locator> {
    const { version, path } = this.#packages.open(source);
    const pin = { ...source, path };
    return { id, version, pin, integrity: await this.integrity(source) };
  }

  /** The content hash of what is installed now. */
  async integrity(source: NpmSource): Promise<Integrity> {
    return treeIntegrity(readTree(this.#fs, this.#packages.open(source).folder));
  }
}

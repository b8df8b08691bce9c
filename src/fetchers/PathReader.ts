import { resolve } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { readRegularFile } from '../io/readRegularFile.ts';
import type { Dependency } from '../model/Dependency.ts';
import { LOCAL_VERSION, type Locator } from '../model/Locator.ts';
import type { Version } from '../model/Range.ts';
import { SKILL_LIMITS } from '../model/limits.ts';
import { SKILL_FILE } from '../model/skillPath.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { PathSource } from '../model/Source.ts';
import type { Candidate } from '../resolver/Provider.ts';
import type { ReadSkillText } from './readSkillText.ts';
import type { SourceReader } from './SourceReader.ts';

/** Reads folders of the project's own: always one version, whatever they hold now. */
export class PathReader implements SourceReader<PathSource> {
  readonly #fs: FileSystem;
  readonly #root: string;
  readonly #readSkill: ReadSkillText;

  /** `root` is the directory that relative paths start from: the manifest's. */
  constructor(fs: FileSystem, root: string, readSkill: ReadSkillText) {
    this.#fs = fs;
    this.#root = root;
    this.#readSkill = readSkill;
  }

  async candidates(id: SkillId, source: PathSource): Promise<readonly Candidate[]> {
    const dependencies = this.#dependencies(id, source);
    return [{ version: LOCAL_VERSION, yanked: false, publishedAt: null, dependencies }];
  }

  async dependencies(
    id: SkillId,
    _version: Version,
    source: PathSource,
  ): Promise<readonly Dependency[]> {
    return this.#dependencies(id, source);
  }

  async locate(id: SkillId, version: Version, source: PathSource): Promise<Locator> {
    return { id, version, pin: source, integrity: null };
  }

  #dependencies(id: SkillId, source: PathSource): readonly Dependency[] {
    const file = resolve(this.#root, source.path, SKILL_FILE);
    const isFile = this.#fs.stat(file)?.isFile() === true;
    const bytes = isFile ? readRegularFile(this.#fs, file, SKILL_LIMITS.skillFileBytes) : null;
    if (bytes !== null) return this.#readSkill(id, source, bytes).dependencies;
    throw new PaksError('NOT_A_SKILL', {
      message: `\`${id}\`: the folder \`${source.path}\` holds no \`${SKILL_FILE}\``,
      hint: 'check the `path`; it is relative to the directory of `paks.toml`',
      data: { id, path: source.path },
    });
  }
}

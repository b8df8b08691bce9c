import { PaksError } from '../errors/PaksError.ts';
import { SKILL_LIMITS } from '../model/limits.ts';
import { SKILL_FILE } from '../model/skillPath.ts';

/** Counts the files and bytes of one skill while they are found or read (threat T05). */
export class SkillMeter {
  #files = 0;
  #bytes = 0;

  /** Takes in a file's size in bytes. Throws `LIMIT_EXCEEDED`, naming limit and value. */
  add(path: string, size: number): void {
    this.#files++;
    this.#bytes += size;
    const most = path === SKILL_FILE ? SKILL_LIMITS.skillFileBytes : SKILL_LIMITS.fileBytes;
    if (size > most) throw exceeded(`\`${path}\` has ${size} bytes`, path, most);
    if (this.#files > SKILL_LIMITS.files) {
      throw exceeded('too many files', SKILL_FILE, SKILL_LIMITS.files);
    }
    if (this.#bytes > SKILL_LIMITS.bytes) {
      throw exceeded(`at \`${path}\` there are ${this.#bytes} bytes`, path, SKILL_LIMITS.bytes);
    }
  }
}

function exceeded(what: string, path: string, limit: number): PaksError {
  return new PaksError('LIMIT_EXCEEDED', {
    message: `${what}; the limit is ${limit}`,
    data: { path, limit },
  });
}

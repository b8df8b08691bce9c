import { join } from 'node:path';
import { parseFrontmatter } from '../../manifest/parseFrontmatter.ts';
import { packageField } from '../../manifest/packageData.ts';
import { textOf } from '../../manifest/YamlNode.ts';
import type { FileSystem } from '../../io/FileSystem.ts';
import { readRegularFile } from '../../io/readRegularFile.ts';
import { SKILL_LIMITS } from '../../model/limits.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';

/** What a skill asks to have run after its install. */
export interface Hook {
  /** `post_install` of the frontmatter, or the path of the script. */
  readonly origin: string;
  /** All of what would run. */
  readonly text: string;
  /** For `/bin/sh`. */
  readonly args: readonly string[];
}

const SCRIPT = 'scripts/post-install.sh';

/** The hook of a skill in a folder (`docs/spec/hooks.md`), or null where it has none. Runs nothing. */
export function readHook(fs: FileSystem, folder: string): Hook | null {
  const command = commandOf(fs, folder);
  if (command !== undefined) {
    return { origin: '`post_install`', text: command, args: ['-c', command] };
  }
  const bytes = readRegularFile(fs, join(folder, SCRIPT), SKILL_LIMITS.fileBytes);
  if (bytes === null) return null;
  return { origin: `\`${SCRIPT}\``, text: new TextDecoder().decode(bytes), args: [SCRIPT] };
}

function commandOf(fs: FileSystem, folder: string): string | undefined {
  const bytes = readRegularFile(fs, join(folder, SKILL_FILE), SKILL_LIMITS.skillFileBytes);
  const frontmatter = bytes === null ? null : parseFrontmatter(bytes);
  if (frontmatter?.kind !== 'read') return undefined;
  const text = textOf(packageField(frontmatter.fields, 'post_install'));
  return text?.trim() === '' ? undefined : text;
}

import { normalizeDirectory } from '../model/folderPath.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { TomlNode } from '../toml/TomlNode.ts';
import { readId } from './readManifestSkill.ts';

/** Reads one line of `[patches]`: a skill and a file below the manifest's folder (threat T01). */
export function readPatch([key, node]: readonly [string, TomlNode]): readonly [SkillId, string] {
  const id = readId(key, node);
  const path = normalizeDirectory(node.text());
  if (path !== null && path !== '') return [id, path];
  return node.fail(
    `\`${node.text()}\` is not a file below the folder of \`paks.toml\``,
    'write it as `paks patch` does, for example `patches/account/name@1.0.0.patch`',
  );
}

import { integrityOf, sha256Of } from '../../src/io/contentHash.ts';
import type { LedgerRow } from '../../src/linker/Ledger.ts';
import { installedBy, type WantedLink } from '../../src/linker/Link.ts';
import type { Integrity } from '../../src/model/Integrity.ts';
import { LOCAL_VERSION } from '../../src/model/Locator.ts';
import { parseVersion } from '../../src/model/Range.ts';
import { directoryName, parseSkillId } from '../../src/model/SkillId.ts';

/** The integrity of a skill whose only file says this. */
function integrityFor(text: string): Integrity {
  const bytes = new TextEncoder().encode(text);
  const sha256 = sha256Of(bytes);
  return integrityOf([{ path: 'SKILL.md', mode: 0o644, size: bytes.length, sha256 }]);
}

/** A wish for a skill of one file, as `ID` or `ID as NAME`. */
export function wantedLink(
  text: string,
  options: { directory?: string; content?: string; version?: string } = {},
): WantedLink {
  const [id = '', as] = text.split(' as ');
  const { directory = '/project/.claude/skills', content = id, version = '1.0.0' } = options;
  const skill = parseSkillId(id);
  return {
    directory,
    name: as ?? directoryName(skill),
    id: skill,
    version: parseVersion(version),
    mode: 'auto',
    integrity: integrityFor(content),
  };
}

/** A wish to work on a folder in place. */
export function editableLink(id: string, source: string, directory: string): WantedLink {
  const skill = parseSkillId(id);
  const name = directoryName(skill);
  return {
    directory,
    name,
    id: skill,
    version: LOCAL_VERSION,
    mode: 'editable',
    integrity: null,
    source,
  };
}

/** The ledger's row for a link that is in place. */
export function rowFor(link: WantedLink, fingerprint: string | null = 'as put there'): LedgerRow {
  const { directory, name } = link;
  return { directory, name, installed: installedBy(link), fingerprint, previous: null };
}

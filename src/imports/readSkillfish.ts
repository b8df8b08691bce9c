import type { ForeignNode } from './ForeignNode.ts';
import { foreignRepository } from './foreignRepository.ts';
import type { ImportedSkill, ImportReading } from './ImportReading.ts';
import { type ForeignLine, noEquivalent, readLines } from './noEquivalent.ts';

/** skillfish: a list of `owner/repo[@ref][/path]`; without a path the skill is the repository's root. */
export function readSkillfish(root: ForeignNode): ImportReading {
  const items = root.get('skills') ?? root.fail('it has no `skills`');
  const lines = items.items().map((item): ForeignLine => {
    const written = item.text().trim();
    return [written, () => [readEntry(written)]];
  });
  return { agents: [], ...readLines(lines) };
}

function readEntry(written: string): ImportedSkill {
  const found = /^([\w.-]+\/[\w.-]+)(?:@([^/]+))?(?:\/(.+))?$/.exec(written);
  const [, repository, reference, path] = found ?? [];
  if (repository === undefined) throw noEquivalent('it is not `owner/repo[@ref][/path]`');
  return {
    name: null,
    source: foreignRepository(repository, { host: 'github.com', path, reference }),
    except: [],
    commit: null,
    hash: null,
    group: null,
    written,
  };
}

import { basename } from 'node:path/posix';
import { PaksError } from '../../errors/PaksError.ts';
import type { WorkingCopy } from '../../git/WorkingCopy.ts';
import { setSkillVersion } from '../../manifest/editSkill.ts';
import { parseSkill } from '../../manifest/parseSkill.ts';
import type { RuleFinding } from '../../manifest/validateSkill.ts';
import type { CommitId } from '../../model/Locator.ts';
import type { Version } from '../../model/Range.ts';
import type { SkillMetadata } from '../../model/SkillMetadata.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import type { SkillFile } from '../../model/SkillTree.ts';
import { DEFAULT_REGISTRY } from '../../model/Source.ts';
import { nextVersion } from '../../publish/nextVersion.ts';
import { readSkillAt } from '../../publish/readSkillAt.ts';
import type { SkillEdit } from '../../publish/stepCommand.ts';
import { refuseUnpublishable } from '../pack/refuseUnpublishable.ts';
import { judgeContent } from '../validate/judgeContent.ts';
import type { PublishInput } from './PublishInput.ts';

/** A skill as it is committed and as it is to be released. */
export interface Release {
  readonly name: string;
  readonly description: string;
  /** What `SKILL.md` says now; null for nothing. */
  readonly from: string | null;
  readonly version: Version;
  /** The text of `SKILL.md` now and then; equal where nothing is rewritten. */
  readonly edit: SkillEdit;
  /** As released. */
  readonly files: readonly SkillFile[];
  /** Every file of the commit, from the root of the repository. */
  readonly paths: readonly string[];
  readonly metadata: SkillMetadata;
  readonly warnings: readonly string[];
}

/**
 * Reads what a commit holds of the skill, judges it as strictly as a registry does and works out its next
 * version. Throws `WORKING_COPY_DIRTY` where it was never committed, `VALIDATION_FAILED`,
 * `VERSION_MISSING`, or what reading a commit throws. Writes nothing.
 */
export async function readRelease(
  copy: WorkingCopy,
  commit: CommitId,
  input: PublishInput,
): Promise<Release> {
  const { files, paths } = await readSkillAt(copy, commit, copy.directory);
  const bytes = files.find(({ path }) => path === SKILL_FILE)?.bytes;
  if (bytes === undefined) throw notCommitted(input.path);
  const findings = judge(files, copy.directory);
  refuseUnpublishable(
    input.path,
    findings.filter(({ rule }) => rule !== VERSION_RULE),
  );
  const metadata = parseSkill(bytes, { file: SKILL_FILE, registry: DEFAULT_REGISTRY });
  const { name = '', description = '', version: from = null } = metadata;
  const { bump, preid, version: exact } = input;
  const version = nextVersion({ current: from, bump, preid, exact });
  const isAsWanted = from === version && findings.every(({ rule }) => rule !== VERSION_RULE);
  const before = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const after = isAsWanted ? before : setSkillVersion(before, version);
  return {
    name,
    description,
    from,
    version,
    edit: { before, after },
    files: isAsWanted ? files : files.map((file) => withText(file, after)),
    paths,
    metadata,
    warnings: findings.filter(({ rule }) => rule !== VERSION_RULE).map(describeFinding),
  };
}

const VERSION_RULE = 'version-exact';

function judge(files: readonly SkillFile[], directory: string): readonly RuleFinding[] {
  return judgeContent({
    files,
    directoryName: directory === '' ? null : basename(directory),
    purpose: 'publish',
  });
}

function withText(file: SkillFile, text: string): SkillFile {
  return file.path === SKILL_FILE ? { ...file, bytes: new TextEncoder().encode(text) } : file;
}

function describeFinding({ path, line, message }: RuleFinding): string {
  return `${path}:${line}: ${message}`;
}

function notCommitted(path: string): PaksError {
  const directory = path === '.' ? '' : `${path.replace(/\/+$/, '')}/`;
  return new PaksError('WORKING_COPY_DIRTY', {
    message: `\`${directory}${SKILL_FILE}\` is not committed yet, and a release is what a commit holds`,
    hint: `commit it: \`git add ${path}\`, then \`git commit\``,
    data: { path },
  });
}

import { completeVersion } from '../../manifest/completeVersion.ts';
import { quoteSkillValues, setSkillVersion } from '../../manifest/editSkill.ts';
import { packageField } from '../../manifest/packageData.ts';
import { parseFrontmatter } from '../../manifest/parseFrontmatter.ts';
import { textOf } from '../../manifest/YamlNode.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import type { SkillFile } from '../../model/SkillTree.ts';
import { type ChangedLine, changedLines } from './changedLines.ts';

/** One thing that was mended. */
export interface Fix {
  /** The rule that holds now; null for what no rule asks for. */
  readonly rule: string | null;
  /** `/`-separated, relative to the skill. */
  readonly path: string;
  /** One lower-case clause. */
  readonly message: string;
  /** What else it looks like; none where only the mode changed. */
  readonly lines: readonly ChangedLine[];
}

/** A skill after mending; files that did not change are the very same objects. */
export interface MendedSkill {
  readonly files: readonly SkillFile[];
  readonly fixes: readonly Fix[];
}

/**
 * Mends what can be mended without a judgement, and no other byte: values get their quotes, a version
 * its three numbers, scripts their mode; a byte order mark goes and a final newline comes. Pure.
 */
export function mendSkill(files: readonly SkillFile[]): MendedSkill {
  const fixes: Fix[] = [];
  const mended = files.map((file) => {
    if (file.path === SKILL_FILE) return mendText(file, fixes);
    return isPlainScript(file) ? mendMode(file, fixes) : file;
  });
  return { files: mended, fixes };
}

interface Step {
  readonly rule: string | null;
  readonly message: string;
  /** The mended text; null where there is nothing to mend. */
  readonly mend: (text: string) => string | null;
}

const STEPS: readonly Step[] = [
  { rule: 'no-byte-order-mark', message: 'removed the byte order mark', mend: withoutMark },
  {
    rule: 'values-quoted',
    message: 'quoted what is YAML only with quotes',
    mend: quoteSkillValues,
  },
  { rule: 'version-exact', message: 'wrote the version in full, as text', mend: withExactVersion },
  { rule: null, message: 'ended the file with a newline', mend: withFinalNewline },
];

function mendText(file: SkillFile, fixes: Fix[]): SkillFile {
  const before = decode(file.bytes);
  if (before === null) return file;
  let text = before;
  for (const { rule, message, mend } of STEPS) {
    const after = mend(text);
    if (after === null) continue;
    fixes.push({ rule, message, path: file.path, lines: changedLines(text, after) });
    text = after;
  }
  return text === before ? file : { ...file, bytes: new TextEncoder().encode(text) };
}

function withoutMark(text: string): string | null {
  return text.startsWith('\ufeff') ? text.slice(1) : null;
}

function withExactVersion(text: string): string | null {
  const frontmatter = parseFrontmatter(new TextEncoder().encode(text));
  if (frontmatter.kind === 'broken' || frontmatter.mendedLines.length > 0) return null;
  const written = textOf(packageField(frontmatter.fields, 'version'));
  const version = written === undefined ? null : completeVersion(written);
  // Three numbers are text to YAML, quoted or not.
  if (version === null || version === written) return null;
  return setSkillVersion(text, version);
}

function withFinalNewline(text: string): string | null {
  if (text === '' || text.endsWith('\n')) return null;
  return `${text}${text.includes('\r\n') ? '\r\n' : '\n'}`;
}

function isPlainScript({ mode, bytes }: SkillFile): boolean {
  return mode === 0o644 && bytes[0] === 0x23 && bytes[1] === 0x21;
}

function mendMode(file: SkillFile, fixes: Fix[]): SkillFile {
  const message = 'made the script executable';
  fixes.push({ rule: 'scripts-executable', path: file.path, message, lines: [] });
  return { ...file, mode: 0o755 };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

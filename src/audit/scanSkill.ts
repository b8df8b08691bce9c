import { printable } from '../errors/printable.ts';
import type { SkillFile } from '../model/SkillTree.ts';
import { decodeText } from './decodeText.ts';
import type { Finding, FindingId } from './Finding.ts';
import { scanSecrets } from './scanSecrets.ts';
import { scanText } from './scanText.ts';

const LFS_POINTER = 'version https://git-lfs.github.com/spec/v1';
const SHEBANG = /^#!\s*(\S+)(?:[ \t]+(\S+))?/;
const LONGEST_INTERPRETER = 60;
const PRIVATE_FILE =
  /^(?:\.env(?:\.(?!example$|sample$|template$).+)?|\.npmrc|\.netrc|\.pypirc|id_(?:rsa|dsa|ecdsa|ed25519))$/;

/** First bytes of programs: ELF, Mach-O (both byte orders, both sizes, universal), Windows. */
const PROGRAMS: readonly (readonly number[])[] = [
  [0x7f, 0x45, 0x4c, 0x46],
  [0xfe, 0xed, 0xfa, 0xce],
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
  [0x4d, 0x5a, 0x90, 0x00],
];

/**
 * Everything worth a look in a skill, by path and line: hidden text (see `scanText`), secrets, and
 * files that run. Runs nothing, knows no malware, and says nothing of the meaning of the words.
 */
export function scanSkill(files: readonly SkillFile[]): readonly Finding[] {
  const sorted = files.toSorted((left, right) => (left.path < right.path ? -1 : 1));
  return [...sorted.flatMap(scanFile), ...scanRepositories(sorted)];
}

function scanFile(file: SkillFile): readonly Finding[] {
  const { path, bytes } = file;
  const text = decodeText(path, bytes);
  const findings = [...scanKind(file, text)];
  if (text !== null) findings.push(...scanText({ path, text }), ...scanSecrets({ path, text }));
  return findings;
}

function scanKind({ path, mode, bytes }: SkillFile, text: string | null): readonly Finding[] {
  if (text?.startsWith(LFS_POINTER) === true) {
    return [whole('lfs-pointer', path, 'a Git LFS pointer stands where the file should be')];
  }
  if (PROGRAMS.some((magic) => magic.every((byte, index) => bytes[index] === byte))) {
    return [whole('program', path, 'a compiled program')];
  }
  const interpreter = text === null ? null : interpreterOf(text);
  if (mode === 0o755) {
    const by = interpreter === null ? '' : `, run by \`${interpreter}\``;
    return [whole('executable', path, `a file that can be executed${by}`)];
  }
  if (interpreter !== null) return [whole('script', path, `a script for \`${interpreter}\``)];
  const name = path.split('/').at(-1)?.toLowerCase() ?? '';
  if (name === '.gitmodules') {
    return [whole('submodules', path, 'names repositories that paks never fetches')];
  }
  if (!PRIVATE_FILE.test(name)) return [];
  return [whole('secret', path, 'a file of this name usually holds keys or tokens')];
}

function interpreterOf(text: string): string | null {
  const [, program, argument] = SHEBANG.exec(text.slice(0, 1_000)) ?? [];
  if (program === undefined) return null;
  const name = program.endsWith('/env') && argument !== undefined ? argument : program;
  return printable(name.slice(0, LONGEST_INTERPRETER)).replaceAll('`', "'");
}

/** Directories that git would take for a bare repository, and run hooks from (threat T06). */
function scanRepositories(files: readonly SkillFile[]): readonly Finding[] {
  const paths = files.map(({ path }) => `/${path}`);
  return paths.flatMap((path) => {
    if (!path.endsWith('/HEAD')) return [];
    const parent = path.slice(0, -'HEAD'.length);
    const has = (folder: string) => paths.some((each) => each.startsWith(`${parent}${folder}/`));
    if (!has('objects') || !has('refs')) return [];
    return [whole('repository', path.slice(1), 'its directory looks like a bare git repository')];
  });
}

function whole(id: FindingId, path: string, message: string): Finding {
  const severity = id === 'lfs-pointer' ? 'error' : 'advice';
  return { id, severity, path, line: 1, column: 1, message };
}

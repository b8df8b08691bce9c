import { decodeText } from '../../audit/decodeText.ts';
import type { Finding } from '../../audit/Finding.ts';
import { commandsInMarkdown, commandsInScript } from '../../audit/namedCommands.ts';
import { namedHosts } from '../../audit/namedHosts.ts';
import { scanSkill } from '../../audit/scanSkill.ts';
import { parseSkill } from '../../manifest/parseSkill.ts';
import type { SkillMetadata } from '../../model/SkillMetadata.ts';
import type { SkillFile } from '../../model/SkillTree.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';

/** What a skill can do or names, as far as its files tell; every list is sorted and ends after 1,000. */
export interface Abilities {
  /** Paths of files that an interpreter runs. */
  readonly scripts: readonly string[];
  /** Paths of files that the system runs. */
  readonly executables: readonly string[];
  readonly allowedTools: readonly string[];
  readonly hosts: readonly string[];
  readonly commands: readonly string[];
  /** As `id@range`. */
  readonly dependencies: readonly string[];
}

/** The files of a skill, read for what they can do. */
export interface SkillReading {
  readonly abilities: Abilities;
  readonly findings: readonly Finding[];
}

const MOST_VALUES = 1_000;
const SCRIPT = /\.(?:sh|bash|zsh|fish|py|js|mjs|cjs|ts|mts|rb|pl|php|lua|ps1|bat|cmd|r)$/i;
const SHELL_SCRIPT = /\.(?:sh|bash|zsh|fish)$/i;
const MARKDOWN = /\.(?:md|mdx|markdown)$/i;
const SHELL_LINE = /^#![^\n]*\b(?:ba|z|da|k)?sh\b/;

/** Reads abilities and findings. Takes any files: what cannot be read has none. */
export function abilitiesOf(files: readonly SkillFile[]): SkillReading {
  const findings = scanSkill(files);
  const marked = (id: Finding['id']) => findings.filter((each) => each.id === id);
  const hosts = new Set<string>();
  const commands = new Set<string>();
  for (const { path, bytes } of files) {
    const text = decodeText(path, bytes);
    if (text === null) continue;
    for (const host of namedHosts(text)) hosts.add(host);
    for (const command of commandsOf(path, text)) commands.add(command);
  }
  const scripts = files.filter(({ path }) => SCRIPT.test(path)).map(({ path }) => path);
  const metadata = metadataOf(files);
  return {
    findings,
    abilities: {
      scripts: sorted([...scripts, ...marked('script').map(({ path }) => path)]),
      executables: sorted([...marked('executable'), ...marked('program')].map(({ path }) => path)),
      allowedTools: sorted(metadata?.allowedTools ?? []),
      hosts: sorted(hosts),
      commands: sorted(commands),
      dependencies: sorted((metadata?.dependencies ?? []).map(({ id, range }) => `${id}@${range}`)),
    },
  };
}

function commandsOf(path: string, text: string): readonly string[] {
  if (MARKDOWN.test(path)) return commandsInMarkdown(text);
  return SHELL_SCRIPT.test(path) || SHELL_LINE.test(text) ? commandsInScript(text) : [];
}

function metadataOf(files: readonly SkillFile[]): SkillMetadata | null {
  const file = files.find(({ path }) => path === SKILL_FILE);
  if (file === undefined) return null;
  try {
    return parseSkill(file.bytes, { file: SKILL_FILE, registry: '', allowInvalid: true });
  } catch {
    return null;
  }
}

function sorted(values: Iterable<string>): readonly string[] {
  return [...new Set(values)].sort().slice(0, MOST_VALUES);
}

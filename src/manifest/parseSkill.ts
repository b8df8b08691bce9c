import { printable } from '../errors/printable.ts';
import { SyntaxProblem } from '../errors/SyntaxProblem.ts';
import { isSpecificationName } from '../model/SkillId.ts';
import type { SkillMetadata, SkillNote } from '../model/SkillMetadata.ts';
import type { RegistryName } from '../model/Source.ts';
import { packageField, textList, toolList } from './packageData.ts';
import { type Frontmatter, type FrontmatterProblem, parseFrontmatter } from './parseFrontmatter.ts';
import { type ReadDependencies, readDependencies } from './readDependencies.ts';
import { textOf } from './YamlNode.ts';

/** How to read a `SKILL.md`. */
export interface ParseSkillOptions {
  /** The name of the file in errors. */
  readonly file: string;
  /** Where unqualified dependencies come from. */
  readonly registry: RegistryName;
  /** Take what can be read of an invalid file, with a note, instead of throwing. */
  readonly allowInvalid?: boolean;
  /** The directory that the name should equal; not compared when absent. */
  readonly directoryName?: string;
}

const LONGEST_DESCRIPTION = 1024;

/**
 * Reads a `SKILL.md` as agents do: leniently, with notes about what some of them dislike
 * (`docs/spec/skill.md`). Throws `SKILL_INVALID` where no agent could use it: no frontmatter, YAML
 * that quoting does not mend, no description. Runs nothing and keeps no byte of the body.
 */
export function parseSkill(bytes: Uint8Array, options: ParseSkillOptions): SkillMetadata {
  const frontmatter = parseFrontmatter(bytes);
  const problem = problemOf(frontmatter);
  if (problem !== null && options.allowInvalid !== true) {
    const { message, hint = USE_ANYWAY, line, column } = problem;
    const position = { file: options.file, line, column };
    throw new SyntaxProblem('SKILL_INVALID', { message, hint, position, text: frontmatter.text });
  }
  const invalid: readonly SkillNote[] =
    problem === null ? [] : [warning('invalid', problem.message, problem.line)];
  if (frontmatter.kind === 'broken') {
    return { authors: [], keywords: [], categories: [], dependencies: [], notes: invalid };
  }
  const read = readDependencies(packageField(frontmatter.fields, 'dependencies'), options.registry);
  return {
    ...fieldsOf(frontmatter),
    dependencies: read.dependencies,
    notes: [...invalid, ...notesOn(frontmatter, options), ...dependencyNotes(read)],
  };
}

const USE_ANYWAY = 'mend the file, or install it as it is with `--allow-invalid`';

function problemOf(frontmatter: ReturnType<typeof parseFrontmatter>): FrontmatterProblem | null {
  if (frontmatter.kind === 'broken') return frontmatter.problem;
  if (textOf(frontmatter.fields.get('description')) !== undefined) return null;
  return { message: 'there is no `description`, so agents skip this skill', line: 1, column: 1 };
}

function fieldsOf({ fields }: Frontmatter): Omit<SkillMetadata, 'dependencies' | 'notes'> {
  const tools = fields.get('allowed-tools');
  return {
    ...text('name', textOf(fields.get('name'))),
    ...text('description', textOf(fields.get('description'))),
    ...text('license', textOf(fields.get('license'))),
    ...text('compatibility', textOf(fields.get('compatibility'))),
    ...text('version', textOf(packageField(fields, 'version'))),
    ...text('repository', textOf(packageField(fields, 'repository'))),
    ...text('homepage', textOf(packageField(fields, 'homepage'))),
    ...(tools !== undefined && { allowedTools: toolList(tools) }),
    authors: textList(packageField(fields, 'authors') ?? packageField(fields, 'author')),
    keywords: textList(packageField(fields, 'keywords')),
    categories: textList(packageField(fields, 'categories')),
  };
}

function text<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [K in Key]?: string };
}

function notesOn({ fields, mendedLines }: Frontmatter, options: ParseSkillOptions): SkillNote[] {
  const notes = mendedLines.map((line) =>
    warning(
      'unquoted-value',
      'a value with `: ` is not quoted; strict agents skip this skill',
      line,
    ),
  );
  const description = fields.get('description');
  if ((textOf(description)?.length ?? 0) > LONGEST_DESCRIPTION) {
    const message = `the description has over ${LONGEST_DESCRIPTION} characters; some agents skip or cut it`;
    notes.push(warning('description-long', message, description?.line));
  }
  return [...notes, ...nameNotes(fields.get('name')?.line, textOf(fields.get('name')), options)];
}

function nameNotes(
  line: number | undefined,
  name: string | undefined,
  { directoryName }: ParseSkillOptions,
): SkillNote[] {
  if (name === undefined) return [note('name-missing', 'the skill has no `name`', line)];
  if (!isSpecificationName(name)) {
    return [note('name-invalid', `\`${name}\` is not a name of the specification`, line)];
  }
  if (directoryName === undefined || name === directoryName) return [];
  return [
    note('name-mismatch', `the skill calls itself \`${name}\`, not \`${directoryName}\``, line),
  ];
}

function dependencyNotes({ unread }: ReadDependencies): SkillNote[] {
  return unread.map(({ message, line, foreign }) =>
    foreign
      ? note('dependency-foreign', `a dependency is not a skill: ${message}`, line)
      : warning('dependency-unread', `a dependency is left out: ${message}`, line),
  );
}

function note(id: string, message: string, line: number | undefined): SkillNote {
  return { id, severity: 'note', message: printable(message), ...(line !== undefined && { line }) };
}

function warning(id: string, message: string, line: number | undefined): SkillNote {
  return { ...note(id, message, line), severity: 'warning' };
}

import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import { listIfThere } from '../io/listIfThere.ts';
import { askForSkill } from './create/askForSkill.ts';
import { newSkillFiles } from './create/newSkillFiles.ts';
import type { SkillWishes } from './create/SkillWishes.ts';
import { writeNewFiles } from './create/writeNewFiles.ts';
import type { Services } from './Services.ts';
import { judgeContent } from './validate/judgeContent.ts';
import { directoryNameOf } from './validate/validateFolder.ts';

/** What `paks create` or `paks init` was asked for. */
export interface CreateInput {
  readonly wishes: SkillWishes;
  /** The directory to put the skill's own into; null for the working directory. */
  readonly output: string | null;
  /** Start the skill in the working directory itself. */
  readonly here: boolean;
}

/** The skill that was started. */
export interface CreateResult {
  /** Absolute. */
  readonly root: string;
  /** The same relative to the working directory, `/`-separated. */
  readonly path: string;
  readonly name: string;
  readonly template: string;
  /** Null where nobody chose one: then nobody but its author may use the skill. */
  readonly license: string | null;
  /** `/`-separated, relative to the skill. */
  readonly files: readonly string[];
}

/**
 * Starts a skill from a template. What it writes passes `paks validate`; what is there is never
 * replaced. Throws `ANSWER_NEEDED`, `NAME_INVALID`, `USAGE`, `MANIFEST_EXISTS` or `TARGET_NOT_OURS`.
 */
export async function create(input: CreateInput, services: Services): Promise<CreateResult> {
  const { fileSystem, workingDirectory, prompter, options } = services;
  const answers = await askForSkill(input.wishes, {
    prompter,
    assumeYes: options.assumeYes,
    proposedName: input.here ? basename(workingDirectory) : null,
  });
  const root = input.here
    ? workingDirectory
    : join(resolve(workingDirectory, input.output ?? '.'), answers.name);
  if (!input.here) refuseFilled(services, root);
  const files = newSkillFiles(answers);
  refuseErrors(files, input.here ? directoryNameOf(fileSystem, root) : answers.name);
  writeNewFiles(fileSystem, root, files);
  const { name, template, license } = answers;
  const path = relative(workingDirectory, root).split(sep).join('/');
  return {
    root,
    path: path === '' ? '.' : path,
    name,
    template,
    license,
    files: files.map((file) => file.path),
  };
}

function refuseFilled({ fileSystem, workingDirectory }: Services, root: string): void {
  const status = fileSystem.lstat(root);
  const parent = dirname(root);
  const above = fileSystem.stat(parent);
  if (above !== undefined && !above.isDirectory()) {
    throw new PaksError('USAGE', {
      message: `\`${parent}\`, to put the skill into, is no directory`,
      hint: 'name a directory with `--output`',
    });
  }
  if (status === undefined) return;
  if (status.isDirectory() && listIfThere(fileSystem, root).length === 0) return;
  throw new PaksError('TARGET_NOT_OURS', {
    message: `\`${root}\` is already there`,
    hint: `take another name, or start the skill in it with \`paks init -C ${relative(workingDirectory, root)}\``,
  });
}

/** Only what the user said can be wrong: a long description, a name unlike the directory. */
function refuseErrors(files: ReturnType<typeof newSkillFiles>, directoryName: string | null): void {
  const findings = judgeContent({ files, directoryName, purpose: 'validate' });
  const error = findings.find(({ severity }) => severity === 'error');
  if (error === undefined) return;
  const { rule, message } = error;
  throw new PaksError('USAGE', {
    message,
    hint:
      rule === 'name-is-directory'
        ? 'rename the directory, or start the skill in one of its own with `paks create`; nothing was written'
        : 'pass another value; nothing was written',
    data: { rule },
  });
}

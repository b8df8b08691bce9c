import { PaksError } from '../../errors/PaksError.ts';
import type { Prompter } from '../../io/prompts.ts';
import { completeVersion } from '../../manifest/completeVersion.ts';
import { isSpecificationName } from '../../model/SkillId.ts';
import {
  type SkillAnswers,
  type SkillWishes,
  TEMPLATE_NAMES,
  type TemplateName,
} from './SkillWishes.ts';

const FIRST_VERSION = '0.1.0';
const NAME_RULE = 'lower-case letters, digits and single hyphens, at most 64';
const LABELS: Readonly<Record<TemplateName, string>> = {
  basic: 'basic: any kind of knowledge or routine',
  devops: 'devops: changes to running systems',
  coding: 'coding: work on source code',
};

/** Who can be asked, and what is known before. */
export interface AskOptions {
  /** Null where there is no terminal. */
  readonly prompter: Prompter | null;
  /** Ask only for what has no default. */
  readonly assumeYes: boolean;
  /** The directory's name where the skill starts in one; null where nothing is known. */
  readonly proposedName: string | null;
}

/**
 * Settles every question about a new skill: by what was given, else by asking on a terminal, else by a
 * default. Throws `ANSWER_NEEDED` for what has none, `NAME_INVALID` or `USAGE` for what cannot be.
 */
export async function askForSkill(wishes: SkillWishes, options: AskOptions): Promise<SkillAnswers> {
  const version = versionOf(wishes.version);
  const template = wishes.template === null ? null : templateOf(wishes.template);
  const name = await nameOf(wishes, options);
  const description = await descriptionOf(wishes, options);
  const prompter = options.assumeYes ? null : options.prompter;
  const more = { ...wishes, name, description, version };
  if (prompter === null) {
    return { ...more, template: template ?? 'basic' };
  }
  return {
    ...more,
    template: template ?? (await chooseTemplate(prompter)),
    license: wishes.license ?? (await askLicense(prompter)),
    authors: wishes.authors.length > 0 ? wishes.authors : await askAuthors(prompter),
    ...(await askDirectories(wishes, prompter)),
  };
}

async function nameOf({ name }: SkillWishes, options: AskOptions): Promise<string> {
  const { prompter, proposedName } = options;
  const proposed = proposedName !== null && isSpecificationName(proposedName) ? proposedName : null;
  const answer =
    name ??
    proposed ??
    (await prompter?.text({
      question: 'What is the skill called?',
      check: (text) => (isSpecificationName(text) ? null : `Use ${NAME_RULE}.`),
    }));
  if (answer === undefined)
    throw unanswered('the skill has no name', 'one: `paks create NAME` or `paks init --name NAME`');
  if (isSpecificationName(answer)) return answer;
  throw new PaksError('NAME_INVALID', {
    message: `\`${answer}\` is not a name for a skill`,
    hint: `use ${NAME_RULE}`,
  });
}

async function descriptionOf(wishes: SkillWishes, { prompter }: AskOptions): Promise<string> {
  const answer =
    wishes.description ??
    (await prompter?.text({
      question: 'What does it do, and when should an agent use it?',
      check: (text) => (text === '' ? 'Agents choose a skill by its description.' : null),
    }));
  const description = answer?.replace(/\s+/g, ' ').trim() ?? '';
  if (description !== '') return description;
  throw unanswered(
    'the skill has no description, by which agents choose it',
    '`--description "What it does. Use when …"`',
  );
}

function versionOf(text: string | null): string {
  if (text === null) return FIRST_VERSION;
  const version = completeVersion(text);
  if (version !== null) return version;
  throw new PaksError('USAGE', {
    message: `\`${text}\` is not a semantic version`,
    hint: `use three numbers, as \`${FIRST_VERSION}\``,
  });
}

function templateOf(text: string): TemplateName {
  const known = TEMPLATE_NAMES.find((name) => name === text);
  if (known !== undefined) return known;
  throw new PaksError('USAGE', {
    message: `\`${text}\` is not a template`,
    hint: `use one of ${TEMPLATE_NAMES.map((name) => `\`${name}\``).join(', ')}`,
  });
}

async function chooseTemplate(prompter: Prompter): Promise<TemplateName> {
  const choices = TEMPLATE_NAMES.map((value) => ({ value, label: LABELS[value] }));
  return templateOf(await prompter.chooseOne('Which template does it start from?', choices));
}

async function askLicense(prompter: Prompter): Promise<string | null> {
  const question = 'Under which license may others use it? (empty for none yet)';
  const answer = await prompter.text({ question });
  return answer === '' ? null : answer;
}

async function askAuthors(prompter: Prompter): Promise<readonly string[]> {
  const answer = await prompter.text({ question: 'Who wrote it? (empty for nobody)' });
  return answer === '' ? [] : [answer];
}

type Directories = Pick<SkillAnswers, 'scripts' | 'references' | 'assets'>;

async function askDirectories(wishes: SkillWishes, prompter: Prompter): Promise<Directories> {
  const { scripts, references, assets } = wishes;
  if (scripts || references || assets) return { scripts, references, assets };
  return {
    scripts: await prompter.confirm('Does it bring scripts?', false),
    references: await prompter.confirm('Does it bring texts to read on demand?', false),
    assets: await prompter.confirm('Does it bring forms or other files to use?', false),
  };
}

function unanswered(message: string, flag: string): PaksError {
  return new PaksError('ANSWER_NEEDED', {
    message: `${message}, and there is no terminal to ask on`,
    hint: `pass ${flag}`,
  });
}

import type { SkillAnswers } from './SkillWishes.ts';

const PLAIN = /^[A-Za-z](?:[\w.,/()'+ -]*[\w.)])?$/;
const NOT_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/**
 * The frontmatter of a new skill in the form that stays inside the Agent Skills specification: only
 * its six fields, package data as texts in `metadata`.
 */
export function frontmatterText(answers: SkillAnswers): string {
  const { name, description, license } = answers;
  const metadata = Object.entries({
    version: answers.version,
    authors: listed(answers.authors),
    repository: answers.repository ?? '',
    homepage: answers.homepage ?? '',
    keywords: listed(answers.keywords),
    categories: listed(answers.categories),
  }).filter(([, value]) => value !== '');
  return [
    ...Object.entries({ name, description, ...(license !== null && { license }) }).map(
      ([key, value]) => `${key}: ${yamlText(value)}\n`,
    ),
    'metadata:\n',
    ...metadata.map(([key, value]) => `  ${key}: ${quoted(value)}\n`),
  ].join('');
}

/** Without those of blanks only. */
function listed(words: readonly string[]): string {
  return words
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .join(', ');
}

/** Without quotes where no parser could take the value for anything but this text. */
function yamlText(value: string): string {
  return PLAIN.test(value) && !NOT_TEXT.test(value) ? value : quoted(value);
}

/** YAML reads every JSON string. */
function quoted(value: string): string {
  return JSON.stringify(value);
}

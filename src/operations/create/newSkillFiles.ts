import { SKILL_FILE } from '../../model/skillPath.ts';
import type { FileMode, SkillFile } from '../../model/SkillTree.ts';
import { frontmatterText } from './frontmatterText.ts';
import type { SkillAnswers, TemplateName } from './SkillWishes.ts';
import { basicTemplate } from './templates/basic.ts';
import { codingTemplate } from './templates/coding.ts';
import { devopsTemplate } from './templates/devops.ts';
import type { SkillTemplate } from './templates/SkillTemplate.ts';

const TEMPLATES: Readonly<Record<TemplateName, SkillTemplate>> = {
  basic: basicTemplate,
  devops: devopsTemplate,
  coding: codingTemplate,
};

/** All files of a new skill; `SKILL.md` links to each of the others. Pure. */
export function newSkillFiles(answers: SkillAnswers): readonly SkillFile[] {
  const template = TEMPLATES[answers.template];
  const companions = [
    ...(answers.scripts ? [{ ...template.script, mode: 0o755 as const }] : []),
    ...(answers.references ? [{ ...template.reference, mode: 0o644 as const }] : []),
    ...(answers.assets ? [{ ...template.asset, mode: 0o644 as const }] : []),
  ];
  const parts = [
    `---\n${frontmatterText(answers)}---\n`,
    `# ${titleOf(answers.name)}\n`,
    template.body,
    ...(companions.length === 0
      ? []
      : [`## Files\n\n${companions.map(({ use }) => `- ${use}\n`).join('')}`]),
  ];
  return [
    file(SKILL_FILE, parts.join('\n'), 0o644),
    ...companions.map(({ path, text, mode }) => file(path, text, mode)),
  ];
}

function file(path: string, text: string, mode: FileMode): SkillFile {
  return { path, mode, bytes: new TextEncoder().encode(text) };
}

/** `kubernetes-deploy` as people write it. */
function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

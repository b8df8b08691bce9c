import { Command, Option } from 'clipanion';
import type { CreateResult } from '../operations/create.ts';
import type { Services } from '../operations/Services.ts';
import { renderCreateResult } from '../render/results/createResult.ts';
import type { Theme } from '../render/theme.ts';
import { NewSkillCommand } from './NewSkillCommand.ts';

/** `paks create NAME`. */
export class CreateCommand extends NewSkillCommand<CreateResult> {
  static override paths = [['create'], ['new']];
  static override usage = Command.Usage({
    category: 'Author',
    description: 'Start a skill in a directory of its own',
    details:
      'On a terminal it asks for what the flags leave open; without one it needs a name and a description. Replaces nothing.',
    examples: [
      ['Ask for everything', 'paks create'],
      [
        'Without a terminal',
        'paks create rollout --description "Rolls out. Use when asked to deploy."',
      ],
      ['In a repository of skills', 'paks create rollout --output skills --with-scripts'],
    ],
  });

  output = Option.String('--output', {
    description: "The directory to put the skill's own directory into",
  });
  name = Option.String({ required: false });

  protected async run(services: Services): Promise<CreateResult> {
    const { create } = await import('../operations/create.ts');
    const wishes = this.wishes(this.name ?? null);
    return create({ wishes, output: this.output ?? null, here: false }, services);
  }

  protected render(result: CreateResult, theme: Theme): string {
    return renderCreateResult(result, theme);
  }
}

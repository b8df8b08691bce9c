import { resolve } from 'node:path';
import { Command, Option } from 'clipanion';
import type { PatchResult } from '../operations/patch.ts';
import type { Services } from '../operations/Services.ts';
import { renderPatchResult } from '../render/results/patchResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks patch NAME`. */
export class PatchCommand extends PaksCommand<PatchResult> {
  static override paths = [['patch']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Keep your edits of an installed skill as a patch',
    details: `
      Writes \`patches/NAME@VERSION.patch\` and names it in \`[patches]\` of paks.toml. Every install
      verifies the original first and applies the patch then; a version it no longer fits is refused,
      naming the hunk. Text files only: \`paks eject\` takes a whole skill over.
    `,
    examples: [
      ['After editing .claude/skills/base/SKILL.md', 'paks patch acme/base'],
      [
        'From a copy elsewhere (with link = "symlink")',
        'paks patch acme/base --from ../base-edited',
      ],
    ],
  });

  name = Option.String({ name: 'name' });
  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  from = Option.String('--from', { description: 'The edited directory, where several differ' });
  force = Option.Boolean('--force', false, {
    description: 'Replace other copies that were edited differently (kept in .paks/backup)',
  });
  allowInvalid = Option.Boolean('--allow-invalid', false, {
    description: 'Take skills whose SKILL.md cannot be read',
  });

  protected async run(services: Services): Promise<PatchResult> {
    const { patch } = await import('../operations/patch.ts');
    const { name, global, force, allowInvalid } = this;
    const from = this.from === undefined ? null : resolve(services.workingDirectory, this.from);
    return patch({ name, global, from, force, allowInvalid }, services);
  }

  protected render(result: PatchResult, theme: Theme): string {
    return renderPatchResult(result, theme);
  }
}

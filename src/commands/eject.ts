import { resolve } from 'node:path';
import { Command, Option } from 'clipanion';
import type { EjectResult } from '../operations/eject.ts';
import type { Services } from '../operations/Services.ts';
import { renderEjectResult } from '../render/results/ejectResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks eject NAME`. */
export class EjectCommand extends PaksCommand<EjectResult> {
  static override paths = [['eject']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Make an installed skill your own, edits included',
    details: `
      Copies it into \`skills/NAME\` (or \`--to\`), makes that folder its source in paks.toml and
      installs from there. Other skills that need it get yours, by \`[overrides]\`.
    `,
    examples: [
      ['Take a skill over', 'paks eject acme/base'],
      ['Into another folder', 'paks eject acme/base --to tools/base'],
    ],
  });

  name = Option.String({ name: 'name' });
  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  to = Option.String('--to', { description: 'The folder to make, instead of skills/NAME' });
  from = Option.String('--from', { description: 'The directory to take, where several differ' });
  force = Option.Boolean('--force', false, {
    description: 'Replace other copies that were edited differently (kept in .paks/backup)',
  });
  allowInvalid = Option.Boolean('--allow-invalid', false, {
    description: 'Take skills whose SKILL.md cannot be read',
  });

  protected async run(services: Services): Promise<EjectResult> {
    const { eject } = await import('../operations/eject.ts');
    const at = (path: string | undefined) =>
      path === undefined ? null : resolve(services.workingDirectory, path);
    const { name, global, force, allowInvalid } = this;
    const places = { to: at(this.to), from: at(this.from) };
    return eject({ name, global, force, allowInvalid, ...places }, services);
  }

  protected render(result: EjectResult, theme: Theme): string {
    return renderEjectResult(result, theme);
  }
}

import { Command, Option } from 'clipanion';
import type { PinResult } from '../operations/pins/editPins.ts';
import type { Services } from '../operations/Services.ts';
import { PinningCommand } from './PinningCommand.ts';

/** `paks pin NAME…`. */
export class PinCommand extends PinningCommand {
  static override paths = [['pin']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Keep skills where they are locked, whatever is updated',
    details: `
      Writes the locked version, or for a branch the commit, as \`pin\` into the skill's entry in
      paks.toml. No update moves the skill until \`paks unpin\`. Its range stays as it is.
    `,
    examples: [
      ['One skill', 'paks pin stakpak/kubernetes-deploy'],
      ['And why', 'paks pin stakpak/kubernetes-deploy --reason "2.2 drops rollbacks"'],
    ],
  });

  reason = Option.String('--reason', { description: 'Why, for whoever reads paks.toml later' });

  protected async run(services: Services): Promise<PinResult> {
    const { pin } = await import('../operations/pin.ts');
    return pin({ ...this.input(), reason: this.reason ?? null }, services);
  }
}

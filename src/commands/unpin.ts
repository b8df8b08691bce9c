import { Command } from 'clipanion';
import type { PinResult } from '../operations/pins/editPins.ts';
import type { Services } from '../operations/Services.ts';
import { PinningCommand } from './PinningCommand.ts';

/** `paks unpin NAME…`. */
export class UnpinCommand extends PinningCommand {
  static override paths = [['unpin']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Let pinned skills move again with the next update',
    examples: [
      ['One skill', 'paks unpin stakpak/kubernetes-deploy'],
      ['One of your personal skills', 'paks unpin -g pdf'],
    ],
  });

  protected async run(services: Services): Promise<PinResult> {
    const { unpin } = await import('../operations/unpin.ts');
    return unpin(this.input(), services);
  }
}

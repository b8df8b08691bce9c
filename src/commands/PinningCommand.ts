import { Option } from 'clipanion';
import type { EditPinsInput, PinResult } from '../operations/pins/editPins.ts';
import { renderPinResult } from '../render/results/pinResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** What `pin` and `unpin` have in common. */
export abstract class PinningCommand extends PaksCommand<PinResult> {
  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  dryRun = Option.Boolean('--dry-run', false, {
    description: 'Say what would change, change nothing',
  });
  names = Option.Rest({ name: 'name', required: 1 });

  protected input(): EditPinsInput {
    const { names, global, dryRun } = this;
    return { names, global, dryRun };
  }

  protected render(result: PinResult, theme: Theme): string {
    return renderPinResult(result, theme);
  }
}

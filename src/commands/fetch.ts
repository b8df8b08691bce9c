import { Command, Option } from 'clipanion';
import type { FetchResult } from '../operations/fetch.ts';
import type { Services } from '../operations/Services.ts';
import { renderFetchResult } from '../render/results/fetchResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks fetch`. */
export class FetchCommand extends PaksCommand<FetchResult> {
  static override paths = [['fetch']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Fill the cache with what paks.lock names, install nothing',
    details: `
      Needs \`paks.lock\` only, so that it can be a layer of an image (copy the lock, \`paks fetch\`, copy the
      rest, \`paks ci --offline\`) or a step of a pipeline. Never writes the lock.
    `,
    examples: [
      ['Fill the cache', 'paks fetch'],
      ['For your personal skills', 'paks fetch -g'],
      ['Say what is missing, and ask nobody', 'paks fetch --offline'],
    ],
  });

  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  frozen = Option.Boolean('--frozen,--frozen-lockfile', true, {
    description: 'Accepted for the sake of scripts: this command never writes the lock anyway',
  });
  allowInvalid = Option.Boolean('--allow-invalid', false, {
    description: 'Take skills whose SKILL.md cannot be read',
  });

  protected async run(services: Services): Promise<FetchResult> {
    const { fetch } = await import('../operations/fetch.ts');
    return fetch({ global: this.global, allowInvalid: this.allowInvalid }, services);
  }

  protected render(result: FetchResult, theme: Theme): string {
    return renderFetchResult(result, theme);
  }
}

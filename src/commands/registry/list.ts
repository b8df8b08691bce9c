import { Command } from 'clipanion';
import type { ListRegistriesResult } from '../../operations/registries/listRegistries.ts';
import type { Services } from '../../operations/Services.ts';
import { renderRegistries } from '../../render/results/registriesResult.ts';
import type { Theme } from '../../render/theme.ts';
import { FormattedCommand } from '../FormattedCommand.ts';

/** `paks registry list`. */
export class RegistryListCommand extends FormattedCommand<ListRegistriesResult> {
  static override paths = [
    ['registry', 'list'],
    ['registry', 'ls'],
  ];
  static override usage = Command.Usage({
    category: 'Settings',
    description: 'Show the registries of your settings and of this project',
    examples: [
      ['All that are known here', 'paks registry list'],
      ['For a script', 'paks registry list --json'],
    ],
  });

  protected async run(services: Services): Promise<ListRegistriesResult> {
    const { listRegistries } = await import('../../operations/registries/listRegistries.ts');
    return listRegistries(services);
  }

  protected render(result: ListRegistriesResult, theme: Theme): string {
    return renderRegistries(result, { theme, width: this.terminalWidth() });
  }
}

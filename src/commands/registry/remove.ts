import { Command, Option } from 'clipanion';
import type { RemoveRegistryResult } from '../../operations/registries/removeRegistry.ts';
import type { Services } from '../../operations/Services.ts';
import { renderRemovedRegistry } from '../../render/results/registriesResult.ts';
import { PaksCommand } from '../PaksCommand.ts';

/** `paks registry remove NAME`. */
export class RegistryRemoveCommand extends PaksCommand<RemoveRegistryResult> {
  static override paths = [
    ['registry', 'remove'],
    ['registry', 'rm'],
  ];
  static override usage = Command.Usage({
    category: 'Settings',
    description: 'Take a registry out of your settings',
    examples: [
      ['Forget one', 'paks registry remove private'],
      ['Without a question', 'paks registry remove private --yes'],
    ],
  });

  name = Option.String({ name: 'name' });

  protected async run(services: Services): Promise<RemoveRegistryResult> {
    const { removeRegistry } = await import('../../operations/registries/removeRegistry.ts');
    return removeRegistry(this.name, services);
  }

  protected render(result: RemoveRegistryResult): string {
    return renderRemovedRegistry(result);
  }
}

import { Command, Option } from 'clipanion';
import type { DefaultRegistryResult } from '../../operations/registries/setDefaultRegistry.ts';
import type { Services } from '../../operations/Services.ts';
import { renderDefaultRegistry } from '../../render/results/registriesResult.ts';
import { PaksCommand } from '../PaksCommand.ts';

/** `paks registry default [NAME]`. */
export class RegistryDefaultCommand extends PaksCommand<DefaultRegistryResult> {
  static override paths = [['registry', 'default']];
  static override usage = Command.Usage({
    category: 'Settings',
    description: 'Choose the registry of skills that name none',
    examples: [
      ['Which one it is', 'paks registry default'],
      ["Take the company's", 'paks registry default private'],
    ],
  });

  name = Option.String({ name: 'name', required: false });

  protected async run(services: Services): Promise<DefaultRegistryResult> {
    const { setDefaultRegistry } = await import(
      '../../operations/registries/setDefaultRegistry.ts'
    );
    return setDefaultRegistry(this.name ?? null, services);
  }

  protected render(result: DefaultRegistryResult): string {
    return renderDefaultRegistry(result);
  }

  protected override isAnswer({ changed }: DefaultRegistryResult): boolean {
    return !changed;
  }
}

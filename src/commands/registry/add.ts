import { Command, Option } from 'clipanion';
import type { AddRegistryResult } from '../../operations/registries/addRegistry.ts';
import type { Services } from '../../operations/Services.ts';
import { renderAddedRegistry } from '../../render/results/registriesResult.ts';
import { PaksCommand } from '../PaksCommand.ts';

/** `paks registry add NAME --url URL`. */
export class RegistryAddCommand extends PaksCommand<AddRegistryResult> {
  static override paths = [['registry', 'add']];
  static override usage = Command.Usage({
    category: 'Settings',
    description: 'Name a registry in your settings',
    examples: [
      [
        "A company's own",
        'paks registry add private --url https://skills.example.com --auth-required',
      ],
      [
        'One that all skills come from unless said otherwise',
        'paks registry add private --url https://skills.example.com --default',
      ],
    ],
  });

  url = Option.String('--url', { description: 'Its address' });
  authUrl = Option.String('--auth-url', {
    description: 'Where its tokens are checked, if not below its address',
  });
  authRequired = Option.Boolean('--auth-required', false, {
    description: 'It answers nobody without a token: ask to sign in before any request',
  });
  insecure = Option.Boolean('--insecure', false, {
    description: 'Accept plain http beyond this machine',
  });
  makeDefault = Option.Boolean('--default', false, {
    description: 'Take skills from it where no registry is named',
  });
  force = Option.Boolean('--force', false, { description: 'Replace the address of a known name' });
  name = Option.String({ name: 'name' });

  protected async run(services: Services): Promise<AddRegistryResult> {
    const { addRegistry } = await import('../../operations/registries/addRegistry.ts');
    const { name, url = null, authUrl = null, authRequired, insecure, makeDefault, force } = this;
    return addRegistry(
      { name, url, authUrl, authRequired, insecure, makeDefault, force },
      services,
    );
  }

  protected render(result: AddRegistryResult): string {
    return renderAddedRegistry(result);
  }
}

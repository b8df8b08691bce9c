import { resolve } from 'node:path';
import { Command, Option } from 'clipanion';
import type { InstallResult } from '../operations/InstallResult.ts';
import type { Services } from '../operations/Services.ts';
import { bundleWithSources, fromBundleOption } from './fromBundle.ts';
import { bailOption, readRecursion, type Recursion, recursiveOption } from './recursion.ts';
import { SourceCommand } from './SourceCommand.ts';

/** `paks install [SOURCE…]`. */
export class InstallCommand extends SourceCommand {
  static override paths = [['install'], ['i']];
  static override usage = Command.Usage({
    category: 'Project',
    description: "Make the agents' directories match paks.toml and paks.lock",
    details: `
      Resolves only what the lock does not settle, fetches only what the store lacks, verifies every
      byte and links each skill into the directories of the project's agents. With a SOURCE it is
      \`paks add\`.
    `,
    examples: [
      ['Install what paks.toml lists', 'paks install'],
      ['Add a skill from the registry and install it', 'paks install stakpak/kubernetes-deploy'],
      ['Fail instead of changing the lock', 'paks install --frozen-lockfile'],
      ['In every project of a repository', 'paks install --recursive'],
      ['Without a network', 'paks install --from-bundle skills.tar'],
    ],
  });

  sources = Option.Rest({ name: 'source' });
  fromBundle = fromBundleOption();
  recursive = recursiveOption();
  bail = bailOption();

  protected override recursion(): Recursion | null {
    return readRecursion(this, {
      '`-g`': this.global,
      'a source': this.sources.length > 0,
      '`--from-bundle`': this.fromBundle !== undefined,
    });
  }

  protected async run(services: Services): Promise<InstallResult> {
    if (this.fromBundle !== undefined) {
      if (this.sources.length > 0) throw bundleWithSources();
      const { installBundle } = await import('../operations/installBundle.ts');
      const bundle = resolve(services.workingDirectory, this.fromBundle);
      return installBundle({ ...this.applyOptions(), bundle, thorough: false }, services);
    }
    if (this.sources.length > 0) {
      const { add } = await import('../operations/add.ts');
      return add(this.addInput(this.sources), services);
    }
    const { install } = await import('../operations/install.ts');
    return install(this.applyOptions(), services);
  }
}

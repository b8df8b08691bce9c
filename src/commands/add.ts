import { Command, Option } from 'clipanion';
import type { InstallResult } from '../operations/InstallResult.ts';
import type { Services } from '../operations/Services.ts';
import { SourceCommand } from './SourceCommand.ts';

/** `paks add SOURCE…`. */
export class AddCommand extends SourceCommand {
  static override paths = [['add']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Add skills to paks.toml and install them',
    details: `
      A SOURCE is \`account/name[@range]\`, a git URL (\`https://…\`, \`git@…\`, \`ssh://…\`, with
      \`#tag=…&path=…\`), the address of a directory on GitHub or GitLab, a folder (\`./…\`), or a
      package in node_modules (\`npm:package[#skill=name]\`).
      Outside a project, or with \`-g\`, the skill becomes a personal one.
    `,
    examples: [
      ['From the registry', 'paks add stakpak/kubernetes-deploy@^2'],
      ['From a git repository', 'paks add https://github.com/anthropics/skills.git --skill pdf'],
      ['From a folder', 'paks add ./skills/house-style'],
      ['From an installed npm package', 'paks add npm:@acme/tools#skill=pdf'],
    ],
  });

  sources = Option.Rest({ name: 'source', required: 1 });

  protected async run(services: Services): Promise<InstallResult> {
    const { add } = await import('../operations/add.ts');
    return add(this.addInput(this.sources), services);
  }
}

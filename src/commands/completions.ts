import { Command, Option } from 'clipanion';
import { describeFailure } from '../errors/describeFailure.ts';
import { SHELLS } from '../operations/completions/shells.ts';
import type { Services } from '../operations/Services.ts';
import { PaksCommand } from './PaksCommand.ts';

interface CompletionsResult {
  readonly shell: string;
  readonly script: string;
}

/** `paks completions SHELL`. */
export class CompletionsCommand extends PaksCommand<CompletionsResult> {
  static override paths = [['completions']];
  static override usage = Command.Usage({
    category: 'Upkeep',
    description: 'Complete paks in bash, zsh, fish or powershell',
    details: `
      The script asks paks at each TAB: commands, options and their values, skills of the project and
      of the registry, agents, groups, registries and settings.
    `,
    examples: [
      ['bash, in ~/.bashrc', 'eval "$(paks completions bash)"'],
      ['zsh, in ~/.zshrc after compinit', 'eval "$(paks completions zsh)"'],
      ['fish', 'paks completions fish > ~/.config/fish/completions/paks.fish'],
      ['PowerShell, in $PROFILE', 'paks completions powershell | Out-String | Invoke-Expression'],
    ],
  });

  shell = Option.String({ name: SHELLS.join('|') });

  /** A shell starts with this: settings that cannot be read are no reason to fail at each start. */
  override async execute(): Promise<number> {
    try {
      return await super.execute();
    } catch (error) {
      if (describeFailure(error).code !== 'CONFIG_INVALID') throw error;
      const { script } = await scriptFor(this.shell);
      this.context.stdout.write(script);
      return 0;
    }
  }

  protected async run(_services: Services): Promise<CompletionsResult> {
    return scriptFor(this.shell);
  }

  protected override isProse(): boolean {
    return false;
  }

  protected render({ script }: CompletionsResult): string {
    return script;
  }

  protected override isAnswer(_result: CompletionsResult): boolean {
    return true;
  }
}

async function scriptFor(shell: string): Promise<CompletionsResult> {
  const { completionScript } = await import('../operations/completions/completionScript.ts');
  return { shell, script: await completionScript(shell) };
}

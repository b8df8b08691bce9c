import { Command, Option } from 'clipanion';
import { catalog, type ExitCode } from '../errors/catalog.ts';
import type { OutdatedResult } from '../operations/outdated/OutdatedResult.ts';
import type { Services } from '../operations/Services.ts';
import { renderOutdatedResult } from '../render/results/outdatedResult.ts';
import type { Theme } from '../render/theme.ts';
import { FormattedCommand } from './FormattedCommand.ts';
import { bailOption, readRecursion, type Recursion, recursiveOption } from './recursion.ts';

/** `paks outdated NAME…`. */
export class OutdatedCommand extends FormattedCommand<OutdatedResult> {
  static override paths = [['outdated']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Show what is newer, and what holds it back',
    details: `
      WANTED is what \`paks update\` would take, LATEST the newest there is. Ends with 1 when there is
      news, with 5 when a tag no longer points where it was locked, and with 6 when a source could not
      be checked. Writes nothing.
    `,
    examples: [
      ['This project', 'paks outdated'],
      ['Some skills', 'paks outdated stakpak/kubernetes-deploy pdf'],
      ['Your personal skills, as JSON', 'paks outdated -g --json'],
    ],
  });

  readsOnly = Option.Boolean('--dry-run,--frozen-lockfile', false, {
    description: 'Accepted everywhere; this command writes nothing anyway',
  });
  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  groups = Option.Array('--group', [], {
    description: 'Only what this group of skills asks for; may be repeated',
  });
  names = Option.Rest({ name: 'name' });

  recursive = recursiveOption();
  bail = bailOption();

  protected override recursion(): Recursion | null {
    return readRecursion(this, { '`-g`': this.global });
  }

  protected async run(services: Services): Promise<OutdatedResult> {
    const { outdated } = await import('../operations/outdated.ts');
    return outdated({ names: this.names, global: this.global, groups: this.groups }, services);
  }

  protected render(result: OutdatedResult, theme: Theme): string {
    return renderOutdatedResult(result, { theme, width: this.terminalWidth() });
  }

  /** A moved tag first, then what could not be checked, then news. */
  protected override exitCode({ skills, problems }: OutdatedResult): ExitCode {
    if (problems.some(({ code }) => code === 'TAG_MOVED')) return catalog.TAG_MOVED;
    const [first, ...others] = new Set(problems.map(({ code }) => catalog[code]));
    // 1 would say that all was checked and there is news.
    const isOne = others.length === 0 && first !== 1;
    if (first !== undefined) return isOne ? first : catalog.NETWORK_UNREACHABLE;
    return skills.some(({ news }) => news) ? 1 : 0;
  }

  protected override isAnswer(_result: OutdatedResult): boolean {
    return false;
  }
}

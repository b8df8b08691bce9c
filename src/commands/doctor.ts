import { Command, Option } from 'clipanion';
import type { ExitCode } from '../errors/catalog.ts';
import { describeFailure } from '../errors/describeFailure.ts';
import type { DoctorResult } from '../operations/doctor/DoctorResult.ts';
import { unreadableSettings } from '../operations/doctor/unreadableSettings.ts';
import type { Services } from '../operations/Services.ts';
import { renderDoctorResult } from '../render/results/doctorResult.ts';
import { createTheme, type Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks doctor`. */
export class DoctorCommand extends PaksCommand<DoctorResult> {
  static override paths = [['doctor']];
  static override usage = Command.Usage({
    category: 'Upkeep',
    description: 'Look for what stands in the way of Paks',
    details: `
      Looks at the settings, git, every registry and the account there, the lock, what is installed,
      permissions, disk space, and at what each agent finds: skills it sees twice, skills it may hide,
      and what their descriptions cost of its context. Exits with 1 when something is a problem.
    `,
    examples: [
      ['Everything', 'paks doctor'],
      ['Put right what loses nothing', 'paks doctor --fix'],
      ['Without asking any server', 'paks doctor --offline'],
    ],
  });

  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  fix = Option.Boolean('--fix', false, { description: 'Put right what loses nothing' });

  protected async run(services: Services): Promise<DoctorResult> {
    const { doctor } = await import('../operations/doctor.ts');
    return doctor({ global: this.global, fix: this.fix }, services);
  }

  override async execute(): Promise<number> {
    try {
      return await super.execute();
    } catch (error) {
      const failure = describeFailure(error);
      if (failure.code !== 'CONFIG_INVALID') throw error;
      return this.report(unreadableSettings(failure));
    }
  }

  /** Settings that cannot be read stop everything else, and are still only a finding. */
  private async report(result: DoctorResult): Promise<ExitCode> {
    const text = await this.print(result, createTheme(false));
    this.context.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    return this.exitCode(result);
  }

  protected override exitCode({ healthy }: DoctorResult): ExitCode {
    return healthy ? 0 : 1;
  }

  protected render(result: DoctorResult, theme: Theme): string {
    return renderDoctorResult(result, { theme, quiet: this.quiet });
  }

  protected override isAnswer(_result: DoctorResult): boolean {
    return true;
  }
}

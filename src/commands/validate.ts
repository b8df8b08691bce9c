import { Command, Option } from 'clipanion';
import { isEnum, isOneOf } from 'typanion';
import type { ExitCode } from '../errors/catalog.ts';
import { PaksError } from '../errors/PaksError.ts';
import type { Services } from '../operations/Services.ts';
import type { ValidateResult } from '../operations/validate.ts';
import { renderValidateResult } from '../render/results/validateResult.ts';
import { renderValidateSarif } from '../render/results/validateSarif.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks validate [PATH…]`. */
export class ValidateCommand extends PaksCommand<ValidateResult> {
  static override paths = [['validate']];
  static override usage = Command.Usage({
    category: 'Author',
    description: 'Check skills against the specification',
    details:
      'Without a path: the skill here, else every skill below. Runs nothing a skill contains. Exits with 1 when errors were found.',
    examples: [
      ['The skill here, or all below', 'paks validate'],
      ['One skill; warnings fail too', 'paks validate skills/deploy --strict'],
      ['Mend what is safe to mend', 'paks validate --fix'],
      ['For code scanning', 'paks validate --format sarif > paks.sarif'],
    ],
  });

  strict = Option.Boolean('--strict', false, { description: 'Warnings fail too' });
  fix = Option.Boolean('--fix', false, { description: 'Mend what is safe, and show it' });
  dryRun = Option.Boolean('--dry-run', false, { description: 'With --fix: show it only' });
  allDepths = Option.Boolean('--all-depths', false, {
    description: 'Also skills in examples, tests and other skills',
  });
  format = Option.String('--format', 'text', {
    description: 'How to print what was found: text or sarif',
    validator: isOneOf([isEnum(['text', 'sarif'] as const)]),
  });
  targets = Option.Rest({ name: 'path' });

  protected async run(services: Services): Promise<ValidateResult> {
    if (this.json && this.format === 'sarif') {
      throw new PaksError('USAGE', {
        message: '`--json` and `--format sarif` are two documents',
        hint: 'pass one of them',
      });
    }
    const { validate } = await import('../operations/validate.ts');
    const { targets, strict, fix, dryRun, allDepths } = this;
    return validate({ paths: targets, strict, fix, dryRun, allDepths }, services);
  }

  protected override exitCode(result: ValidateResult): ExitCode {
    return result.passed ? 0 : 1;
  }

  protected render(result: ValidateResult, theme: Theme): string {
    return this.format === 'sarif'
      ? renderValidateSarif(result)
      : renderValidateResult(result, theme);
  }

  protected override isAnswer({ warnings }: ValidateResult): boolean {
    return this.format === 'sarif' || warnings > 0;
  }
}

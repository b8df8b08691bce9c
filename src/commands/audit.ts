import { Command, Option } from 'clipanion';
import { isEnum, isOneOf } from 'typanion';
import { catalog, type ExitCode } from '../errors/catalog.ts';
import { PaksError } from '../errors/PaksError.ts';
import type { AuditResult } from '../operations/audit/AuditResult.ts';
import type { Services } from '../operations/Services.ts';
import { renderAuditResult } from '../render/results/auditResult.ts';
import { renderAuditSarif } from '../render/results/auditSarif.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

const SEVERITIES = isOneOf([isEnum(['advice', 'error'] as const)]);

/** `paks audit [NAME…]`. */
export class AuditCommand extends PaksCommand<AuditResult> {
  static override paths = [['audit']];
  static override usage = Command.Usage({
    category: 'Upkeep',
    description: 'Look for what should not be in the installed skills',
    details:
      'Hidden text, secrets, programs and scripts; tags that moved, releases that were yanked or are too young, sources that the policy does not list. Runs nothing a skill contains. Exits with 1 for findings, and with the code of the failure where a check could not be made.',
    examples: [
      ['Everything in the lock', 'paks audit'],
      ['One skill; scripts and secrets fail too', 'paks audit pdf --level advice'],
      ['For code scanning', 'paks audit --format sarif > paks.sarif'],
    ],
  });

  global = Option.Boolean('-g,--global', false, {
    description: "Your personal skills instead of a project's",
  });
  level = Option.String('--level', 'error', {
    description: 'The severity from which findings fail: error (default) or advice',
    validator: SEVERITIES,
  });
  severity = Option.String('--severity', 'advice', {
    description: 'The severity from which findings are listed: advice (default) or error',
    validator: SEVERITIES,
  });
  format = Option.String('--format', 'text', {
    description: 'How to print what was found: text or sarif',
    validator: isOneOf([isEnum(['text', 'sarif'] as const)]),
  });
  names = Option.Rest({ name: 'name' });

  protected async run(services: Services): Promise<AuditResult> {
    if (this.json && this.format === 'sarif') {
      throw new PaksError('USAGE', {
        message: '`--json` and `--format sarif` are two documents',
        hint: 'pass one of them',
      });
    }
    const { audit } = await import('../operations/audit.ts');
    const { global, names, severity, level } = this;
    return audit({ global, names, severity, level }, services);
  }

  /** Findings say "no"; without any, the first check that failed says why this is no "yes". */
  protected override exitCode({ passed, failed, ...found }: AuditResult): ExitCode {
    if (passed) return 0;
    const [first] = failed;
    const counted = found.level === 'error' ? found.errors : found.errors + found.advice;
    return counted > 0 || first === undefined ? 1 : catalog[first.code];
  }

  protected render(result: AuditResult, theme: Theme): string {
    return this.format === 'sarif' ? renderAuditSarif(result) : renderAuditResult(result, theme);
  }

  protected override isAnswer({ advice }: AuditResult): boolean {
    return this.format === 'sarif' || advice > 0;
  }
}

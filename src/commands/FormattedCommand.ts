import { Option } from 'clipanion';
import { isEnum, isOneOf } from 'typanion';
import { PaksError } from '../errors/PaksError.ts';
import type { RecursiveResult } from '../operations/workspace/RecursiveResult.ts';
import { yamlDocument } from '../render/yamlDocument.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** A command whose result people also take as data: `--format table|json|yaml`. */
export abstract class FormattedCommand<Result> extends PaksCommand<Result> {
  format = Option.String('--format', {
    description: 'How to print: table (default), json or yaml',
    validator: isOneOf([isEnum(['table', 'json', 'yaml'] as const)]),
  });

  override async execute(): Promise<number> {
    if (this.json && this.format !== undefined && this.format !== 'json') {
      throw new PaksError('USAGE', {
        message: `\`--json\` and \`--format ${this.format}\` cannot both be had`,
        hint: 'leave one of them out',
      });
    }
    this.json ||= this.format === 'json';
    return super.execute();
  }

  protected override async printAll(
    all: RecursiveResult<Result>,
    text: () => string,
  ): Promise<string> {
    return this.format === 'yaml' ? yamlDocument(all) : super.printAll(all, text);
  }

  protected override async print(result: Result, theme: Theme): Promise<string> {
    return this.format === 'yaml' ? yamlDocument(result) : super.print(result, theme);
  }

  protected override isAnswer(_result: Result): boolean {
    return true;
  }
}

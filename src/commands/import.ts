import { Command, Option } from 'clipanion';
import type { ExitCode } from '../errors/catalog.ts';
import type { ImportResult } from '../operations/importing/ImportResult.ts';
import type { Services } from '../operations/Services.ts';
import { renderImportResult } from '../render/results/importResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks import [FILE]`. */
export class ImportCommand extends PaksCommand<ImportResult> {
  static override paths = [['import']];
  static override usage = Command.Usage({
    category: 'Project',
    description: 'Take over the skills of another tool',
    details: `
      Reads \`agents.toml\`, \`apm.yml\`, \`skillfish.json\`, \`skills-lock.json\`, \`.skill-lock.json\` and the
      \`skills\` of a \`package.json\`, with the locks beside them. The commits they pin are locked as they are;
      what Paks has no equivalent for is listed. Changes nothing that paks.toml says, installs nothing.
    `,
    examples: [
      ['Whatever is here', 'paks import'],
      ['Only say what would be taken over', 'paks import --dry-run'],
      ['One of several', 'paks import --from skills-lock'],
      ['Your personal skills', 'paks import -g'],
    ],
  });

  file = Option.String({ name: 'file', required: false });
  from = Option.String('--from', {
    description: 'dotagents, apm, skillfish, package-json, skills-lock or skill-lock',
  });
  global = Option.Boolean('-g,--global', false, {
    description: 'From your home directory into your personal skills',
  });
  dryRun = Option.Boolean('--dry-run', false, {
    description: 'Say what would change, change nothing',
  });
  allowInvalid = Option.Boolean('--allow-invalid', false, {
    description: 'Take skills whose SKILL.md cannot be read',
  });

  protected async run(services: Services): Promise<ImportResult> {
    const { importSkills } = await import('../operations/importSkills.ts');
    const { global, dryRun, allowInvalid } = this;
    const wish = { file: this.file ?? null, from: this.from ?? null };
    return importSkills({ ...wish, global, dryRun, allowInvalid }, services);
  }

  protected render(result: ImportResult, theme: Theme): string {
    return renderImportResult(result, theme);
  }

  /** No where names clash, or where nothing at all could be taken over. */
  protected override exitCode({ conflicts, skills, unmatched }: ImportResult): ExitCode {
    return conflicts.length > 0 || (skills.length === 0 && unmatched.length > 0) ? 1 : 0;
  }
}

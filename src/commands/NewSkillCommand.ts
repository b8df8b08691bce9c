import { Option } from 'clipanion';
import type { SkillWishes } from '../operations/create/SkillWishes.ts';
import { PaksCommand } from './PaksCommand.ts';

/** What `paks create` and `paks init` share: the flags that answer the questions about a new skill. */
export abstract class NewSkillCommand<Result> extends PaksCommand<Result> {
  template = Option.String('--template', {
    description: 'What to start from: basic, devops or coding',
  });
  description = Option.String('--description', {
    description: 'What the skill does and when to use it',
  });
  license = Option.String('--license', {
    description: 'The license, as MIT or Apache-2.0; without it none is named',
  });
  skillVersion = Option.String('--version', { description: 'The first version; default 0.1.0' });
  repository = Option.String('--repository', { description: 'Where its source is' });
  homepage = Option.String('--homepage', { description: 'A page about it' });
  authors = Option.Array('--author', [], { description: 'An author; may be repeated' });
  keywords = Option.Array('--keyword', [], { description: 'A keyword; may be repeated' });
  categories = Option.Array('--category', [], { description: 'A category; may be repeated' });
  scripts = Option.Boolean('--with-scripts', false, { description: 'With a script' });
  references = Option.Boolean('--with-references', false, {
    description: 'With a text to read on demand',
  });
  assets = Option.Boolean('--with-assets', false, { description: 'With a form to fill in' });

  /** What the flags say; `name` comes from elsewhere. */
  protected wishes(name: string | null): SkillWishes {
    const { template, description, license, skillVersion, repository, homepage } = this;
    const { authors, keywords, categories, scripts, references, assets } = this;
    return {
      name,
      template: template ?? null,
      description: description ?? null,
      license: license ?? null,
      version: skillVersion ?? null,
      repository: repository ?? null,
      homepage: homepage ?? null,
      authors,
      keywords,
      categories,
      scripts,
      references,
      assets,
    };
  }
}

import { Option } from 'clipanion';
import { PaksError } from '../errors/PaksError.ts';
import type { AddInput } from '../operations/AddInput.ts';
import { InstallingCommand } from './InstallingCommand.ts';

/** The options that say which skill a source argument means, for `add` and `install SOURCE`. */
export abstract class SourceCommand extends InstallingCommand {
  version = Option.String('--version', { description: 'A version or a range, for example ^1.2' });
  tag = Option.String('--tag', { description: 'A tag of the git repository' });
  branch = Option.String('--branch', { description: 'A branch of the git repository' });
  commit = Option.String('--commit', {
    description: 'A commit of the git repository; its first digits if a branch or tag is at it',
  });
  skillPath = Option.String('--path', {
    description: 'The directory of the skill in the repository',
  });
  skills = Option.Array('--skill', [], {
    description: 'The skill to take, by name, from a repository of many; may be repeated',
  });
  all = Option.Boolean('--all', false, { description: 'Every skill of the repository' });
  allDepths = Option.Boolean('--all-depths', false, {
    description: 'Look into tests, examples and nested skills too',
  });
  as = Option.String('--as', { description: 'The directory name to install it under' });
  name = Option.String('--name', { description: 'The name in paks.toml, for git and folders' });
  target = Option.String('--dir', { description: 'A directory of skills to install into' });
  upgrade = Option.Boolean('--upgrade', false, {
    description: 'Move a skill that is already there to its newest version',
  });
  insecure = Option.Boolean('--insecure', false, {
    description: 'Allow plain http for this source',
  });
  startProject = Option.Boolean('-p,--project', false, { description: 'Start a paks.toml here' });
  acceptMovedTag = Option.Boolean('--accept-moved-tag', false, {
    description: 'Go on although a tag no longer points at the locked commit',
  });

  /** Throws `USAGE` for several groups: a skill is added to one. */
  protected addInput(sources: readonly string[]): AddInput {
    const [group = null, second] = this.groups;
    if (second !== undefined) {
      throw new PaksError('USAGE', {
        message: `a skill is added to one group, and \`${group}\` and \`${second}\` were named`,
        hint: 'name one `--group`',
      });
    }
    return {
      ...this.applyOptions(),
      sources,
      version: this.version ?? null,
      tag: this.tag ?? null,
      branch: this.branch ?? null,
      commit: this.commit ?? null,
      path: this.skillPath ?? null,
      skills: this.skills,
      all: this.all,
      allDepths: this.allDepths,
      as: this.as ?? null,
      name: this.name ?? null,
      directory: this.target ?? null,
      upgrade: this.upgrade,
      insecure: this.insecure,
      startProject: this.startProject,
      acceptMovedTag: this.acceptMovedTag,
      group,
    };
  }
}

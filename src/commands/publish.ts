import { Command, Option } from 'clipanion';
import { isEnum, isOneOf } from 'typanion';
import { PaksError } from '../errors/PaksError.ts';
import type { PublishResult } from '../operations/PublishResult.ts';
import type { Services } from '../operations/Services.ts';
import { renderPublishResult } from '../render/results/publishResult.ts';
import type { Theme } from '../render/theme.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks publish [PATH]`. */
export class PublishCommand extends PaksCommand<PublishResult> {
  static override paths = [['publish']];
  static override usage = Command.Usage({
    category: 'Author',
    description: 'Release a skill: commit, tag, push, tell the registry',
    details:
      'What is released is what the commit holds. Everything is checked before anything is changed; when a release stops in the middle, --continue goes on and --abort goes back. The tag is NAME@X.Y.Z in a repository of several skills, vX.Y.Z in one of a single skill.',
    examples: [
      ['See what would happen, as a shell script', 'paks publish --bump patch --dry-run'],
      ['A new patch release: 0.1.0 to 0.1.1', 'paks publish --bump patch'],
      ['With a message of its own', 'paks publish --bump minor --message "Adds rollbacks"'],
      ['A first release', 'paks publish --version 0.1.0'],
      ['One skill of many, for review only', 'paks publish skills/deploy --bump patch --no-push'],
      ['Tell the registry of a tag again', 'paks publish skills/deploy --tag deploy@1.2.0'],
      ['Go on after a failure', 'paks publish --continue'],
    ],
  });

  bump = Option.String('--bump', {
    description: 'Which part goes up: patch, minor, major or prerelease',
    validator: isOneOf([isEnum(['patch', 'minor', 'major', 'prerelease'] as const)]),
  });
  preid = Option.String('--preid', { description: 'The word of a prerelease, such as rc' });
  version = Option.String('--version', { description: 'The very version to release' });
  dryRun = Option.Boolean('--dry-run', false, {
    description: 'Check everything, print the commands, change nothing',
  });
  tagPrefix = Option.String('--tag-prefix', { description: 'Call the tag PREFIX and the version' });
  lightweight = Option.Boolean('--lightweight', false, {
    description: 'Make a tag without a message (not recommended)',
  });
  message = Option.String('--message', { description: "The tag's message" });
  noCommit = Option.Boolean('--no-commit', false, {
    description: 'Tag what is committed, commit nothing',
  });
  noPush = Option.Boolean('--no-push', false, {
    description: 'Make commit and tag here, for review',
  });
  skipRegistry = Option.Boolean('--skip-registry', false, {
    description: 'Push, but tell no registry',
  });
  force = Option.Boolean('--force', false, {
    description: 'Replace a tag that is there, after asking; the branch is never forced',
  });
  stash = Option.Boolean('--stash', false, {
    description: 'Put uncommitted changes aside meanwhile',
  });
  allowDirty = Option.Boolean('--allow-dirty', false, {
    description: 'Leave uncommitted changes outside of the skill as they are',
  });
  branch = Option.String('--branch', { description: 'The branch to push to; default: this one' });
  remote = Option.String('--remote', { description: 'The remote to push to' });
  repository = Option.String('--repository', {
    description: "The address the registry reads from; default: the remote's",
  });
  account = Option.String('--account', {
    description: "Publish for this account; default: the token's own",
  });
  tag = Option.String('--tag', { description: 'Only tell the registry of this tag' });
  goOn = Option.Boolean('--continue', false, { description: 'Go on with an unfinished release' });
  abort = Option.Boolean('--abort', false, { description: 'Take an unfinished release back' });
  target = Option.String({ name: 'path', required: false });

  protected async run(services: Services): Promise<PublishResult> {
    const { publish } = await import('../operations/publish.ts');
    const { bump, preid, version, tagPrefix, message, remote, branch, tag } = this;
    const { dryRun, lightweight, force, stash, allowDirty, repository, account } = this;
    return publish(
      {
        path: this.target ?? '.',
        bump: bump ?? null,
        preid: preid ?? null,
        version: version ?? null,
        tagPrefix: tagPrefix ?? null,
        message: message ?? null,
        remote: remote ?? null,
        branch: branch ?? null,
        repository: repository ?? null,
        account: account ?? null,
        tag: tag ?? null,
        commit: !this.noCommit,
        push: !this.noPush,
        notify: !this.noPush && !this.skipRegistry,
        unfinished: this.unfinished(),
        dryRun,
        lightweight,
        force,
        stash,
        allowDirty,
      },
      services,
    );
  }

  protected override isProse(): boolean {
    return !this.dryRun;
  }

  protected render(result: PublishResult, theme: Theme): string {
    return renderPublishResult(result, { theme, isTerminal: this.terminalWidth() !== null });
  }

  private unfinished(): 'continue' | 'abort' | null {
    if (!this.goOn) return this.abort ? 'abort' : null;
    if (!this.abort) return 'continue';
    throw new PaksError('USAGE', {
      message: '`--continue` and `--abort` cannot both be had',
      hint: 'leave one of them out',
    });
  }

  protected override isAnswer(_result: PublishResult): boolean {
    return this.dryRun;
  }
}

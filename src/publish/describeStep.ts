import { type ReleasePlan, type ReleaseStep, skillFileOf } from './ReleasePlan.ts';

/** What is told when a step begins: a line for each thing it does. */
export function describeStep(step: ReleaseStep, plan: ReleasePlan): readonly string[] {
  const { tag } = plan;
  switch (step.kind) {
    case 'stash':
      return ['Stashing uncommitted changes...'];
    case 'write':
      return [`Updating ${skillFileOf(plan)} version...`];
    case 'commit':
      return [`Committing: ${step.message}`];
    case 'tag':
      return [`${step.replaces !== null ? 'Replacing' : 'Creating'} tag: ${tag}`];
    case 'unstash':
      return ['Bringing the stashed changes back...'];
    case 'push':
      return [
        ...(step.branch === null ? [] : [`Pushing to ${step.remote}/${step.branch}...`]),
        `Pushing tag ${tag}${step.branch === null ? ` to ${step.remote}` : ''}...`,
      ];
    case 'notify':
      return [`Notifying registry to index ${tag}...`];
  }
}

/** A step in a few words, for a list of what is done or is not. */
export function nameStep(step: ReleaseStep, { version, tag }: ReleasePlan): string {
  switch (step.kind) {
    case 'stash':
      return 'changes stashed';
    case 'write':
      return `version ${version} written`;
    case 'commit':
      return 'committed';
    case 'tag':
      return `tag ${tag} ${step.replaces === null ? 'created' : 'replaced'}`;
    case 'unstash':
      return 'changes brought back';
    case 'push':
      return `pushed to ${step.remote}`;
    case 'notify':
      return `indexed by registry ${step.registry}`;
  }
}

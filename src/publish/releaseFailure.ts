import { describeFailure } from '../errors/describeFailure.ts';
import { PaksError } from '../errors/PaksError.ts';
import { isPassing } from '../git/push.ts';
import { nameStep } from './describeStep.ts';
import { notifyCommand } from './stepCommand.ts';
import type { ReleaseState } from './releaseState.ts';
import { shellLine } from './shellQuote.ts';

/**
 * A failure in the middle of a release as what it is, with what is done, what is not, and the commands that go on
 * and back. Once the tag is pushed the release is out, and what a registry says is `NOT_INDEXED`.
 */
export function releaseFailure(thrown: unknown, { plan, done }: ReleaseState): PaksError {
  const { code, message, hint, data } = describeFailure(thrown);
  const names = plan.steps.map((step) => nameStep(step, plan));
  const account = [
    `done: ${listed(names.slice(0, done))}`,
    `not done: ${listed(names.slice(done))}`,
  ];
  // "Try again" would begin another release here.
  const hints = hint === undefined || isPassing(thrown) ? [] : hint.split('\n');
  const failed = plan.steps[done];
  const more = { done: names.slice(0, done), notDone: names.slice(done), tag: plan.tag };
  if (failed?.kind === 'notify' && code !== 'INTERRUPTED') {
    return new PaksError('NOT_INDEXED', {
      message: `tag \`${plan.tag}\` is pushed, but ${message}`,
      hint: [
        ...hints,
        `the tag is pushed; run \`${shellLine(notifyCommand(plan, failed))}\` to notify again`,
      ],
      data: { ...data, code, ...more },
      cause: thrown,
    });
  }
  return new PaksError(code, {
    message: [...message.split('\n'), ...account],
    hint: [
      ...hints,
      `go on with \`paks publish --continue\`, or take it back with \`paks publish --abort\``,
    ],
    data: { ...data, ...more },
    cause: thrown,
  });
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', ');
}

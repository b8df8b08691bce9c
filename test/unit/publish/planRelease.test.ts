import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isPaksError } from '../../../src/errors/PaksError.ts';
import { planRelease } from '../../../src/publish/planRelease.ts';
import { shellLine } from '../../../src/publish/shellQuote.ts';
import { stepArguments } from '../../../src/publish/stepArguments.ts';
import { notifyCommand } from '../../../src/publish/stepCommand.ts';
import type { ReleaseFacts, ReleaseWishes } from '../../../src/publish/ReleaseFacts.ts';
import { facts, OLD_TAG, OTHER_INTEGRITY, wishes } from './releaseFacts.ts';

const kinds = (changes: Partial<ReleaseFacts>, wanted: Partial<ReleaseWishes> = {}): string =>
  planRelease(facts(changes), wishes(wanted))
    .steps.map(({ kind }) => kind)
    .join(' ');

const refusal = (changes: Partial<ReleaseFacts>, wanted: Partial<ReleaseWishes> = {}): unknown => {
  try {
    return planRelease(facts(changes), wishes(wanted));
  } catch (error) {
    return error;
  }
};

const remote = (changes: Partial<NonNullable<ReleaseFacts['remote']>>): Partial<ReleaseFacts> => ({
  remote: { name: 'origin', hasTag: false, branch: 'behind', ...changes },
});

describe('planRelease', () => {
  test('a bump is written, committed, tagged, pushed and told', () => {
    expect(planRelease(facts(), wishes())).toMatchObject({
      tag: 'v1.2.3',
      steps: [
        { kind: 'write' },
        { kind: 'commit', message: 'chore: bump version to 1.2.3' },
        { kind: 'tag', replaces: null },
        { kind: 'push', remote: 'origin', branch: 'main', force: false },
        { kind: 'notify', registry: 'paks', repository: 'https://git.test/acme/deploy' },
      ],
    });
  });

  test("the annotated tag's message tells skill, description and time", () => {
    const { steps } = planRelease(facts(), wishes());
    expect(steps.find(({ kind }) => kind === 'tag')).toMatchObject({
      message:
        'Release v1.2.3\n\nSkill: deploy\nDescription: Deploys things\nPublished: 2026-01-15T10:30:00Z',
    });
  });

  test('--message replaces the message, --lightweight leaves it out', () => {
    const { steps } = planRelease(facts(), wishes({ message: 'Added X' }));
    expect(steps[2]).toMatchObject({ kind: 'tag', message: 'Added X' });
    const light = planRelease(facts(), wishes({ lightweight: true }));
    expect(light.steps[2]).toMatchObject({ kind: 'tag', message: null });
  });

  test('a version that is committed already is only tagged and pushed, with its commit', () => {
    expect(kinds({ rewrites: false })).toBe('tag push notify');
    const { steps } = planRelease(facts({ rewrites: false }), wishes());
    expect(steps[1]).toMatchObject({ kind: 'push', branch: 'main' });
  });

  test('the branch is left alone where the remote has the commit', () => {
    const there = { rewrites: false, ...remote({ branch: 'same' }) };
    expect(planRelease(facts(there), wishes()).steps[1]).toMatchObject({ branch: null });
  });

  test('without a push nothing leaves the machine', () => {
    expect(kinds({ remote: null, registry: null })).toBe('write commit tag');
  });

  test('without a registry it is pushed and nobody is told', () => {
    expect(kinds({ registry: null })).toBe('write commit tag push');
  });

  test('stashed changes come back as soon as the tag is made, before the network is needed', () => {
    expect(kinds({}, { changes: 'stash' })).toBe('stash write commit tag unstash push notify');
  });

  test('--branch names where the commit goes', () => {
    const { steps } = planRelease(facts(), wishes({ branch: 'release' }));
    expect(steps[3]).toMatchObject({ kind: 'push', branch: 'release' });
  });

  test('a commit on a detached HEAD is refused, with what to check out', () => {
    expect(refusal({ currentBranch: null })).toMatchObject({ code: 'HEAD_DETACHED' });
    expect(refusal({ currentBranch: null, remote: null, registry: null })).toMatchObject({
      code: 'HEAD_DETACHED',
      hint: expect.stringContaining('git switch'),
    });
  });

  test('a detached HEAD is no obstacle where only a tag is made, or a branch is named', () => {
    expect(kinds({ currentBranch: null, rewrites: false })).toBe('tag push notify');
    expect(kinds({ currentBranch: null }, { branch: 'main' })).toBe('write commit tag push notify');
  });

  test('--no-commit refuses a version that is not committed', () => {
    expect(refusal({}, { commit: false })).toMatchObject({ code: 'USAGE' });
    expect(kinds({ rewrites: false }, { commit: false })).toBe('tag push notify');
  });

  test('a tag that is here or there is refused, each with a code of its own', () => {
    expect(refusal({ localTag: OLD_TAG })).toMatchObject({ code: 'TAG_EXISTS' });
    expect(refusal({ localTag: OLD_TAG, ...remote({ hasTag: true }) })).toMatchObject({
      code: 'REMOTE_TAG_EXISTS',
    });
    expect(refusal(remote({ hasTag: true }))).toMatchObject({ code: 'REMOTE_TAG_EXISTS' });
  });

  test('what only tells the registry of a tag names the skill in a repository of several', () => {
    const there = { directory: 'skills/pdf', tag: 'pdf@1.2.3', ...remote({ hasTag: true }) };
    expect(refusal(there)).toMatchObject({
      hint: expect.stringContaining('`paks publish skills/pdf --tag pdf@1.2.3`'),
    });
  });

  test('changed content without a bump is refused before the tag is spoken of', () => {
    const earlier = { tag: 'v1.2.3', changed: true };
    const same = { rewrites: false, localTag: OLD_TAG, earlier };
    expect(refusal(same, { namesVersion: false })).toMatchObject({ code: 'VERSION_UNCHANGED' });
    expect(refusal(same)).toMatchObject({ code: 'TAG_EXISTS' });
  });

  test('a version that another form of tag marks is released already', () => {
    const earlier = { tag: '1.2.3', changed: false };
    expect(refusal({ earlier })).toMatchObject({ code: 'TAG_EXISTS' });
  });

  test('--force replaces a tag where it is, and forces nothing where it is not', () => {
    const there = planRelease(
      facts({ localTag: OLD_TAG, ...remote({ hasTag: true }) }),
      wishes({ force: true }),
    );
    expect(there.steps.slice(2, 4)).toMatchObject([
      { kind: 'tag', replaces: OLD_TAG },
      { kind: 'push', force: true },
    ]);
    expect(planRelease(facts(), wishes({ force: true })).steps.slice(2, 4)).toMatchObject([
      { kind: 'tag', replaces: null },
      { kind: 'push', force: false },
    ]);
  });

  test('what a registry has indexed is refused, by force too', () => {
    const registry = { name: 'paks', repository: 'https://git.test/a/b', indexed: OTHER_INTEGRITY };
    expect(refusal({ registry }, { force: true })).toMatchObject({
      code: 'VERSION_EXISTS',
      message: expect.stringContaining('other content'),
    });
    const { integrity } = facts();
    expect(refusal({ registry: { ...registry, indexed: integrity } })).toMatchObject({
      code: 'VERSION_EXISTS',
      hint: expect.stringContaining('nothing to publish'),
    });
  });

  test('git stashes without a word, by which one that was left alone would end half way', () => {
    const plan = planRelease(facts(), wishes({ changes: 'stash' }));
    const stashing = plan.steps.filter(({ kind }) => /stash/.test(kind));
    const given = stashing.map((step) => stepArguments(step, plan, 'HEAD')?.slice(0, 3));
    expect(given).toEqual([
      ['stash', 'push', '--quiet'],
      ['stash', 'pop', '--quiet'],
    ]);
  });

  test('a branch that would be rejected is known before anything is changed', () => {
    expect(refusal(remote({ branch: 'diverged' }))).toMatchObject({
      code: 'PUSH_REJECTED',
      hint: expect.stringContaining('git pull --rebase origin main'),
    });
    expect(refusal(remote({ branch: 'ahead' }))).toMatchObject({ code: 'PUSH_REJECTED' });
    const there = { rewrites: false, ...remote({ branch: 'ahead' }) };
    expect(planRelease(facts(there), wishes()).steps[1]).toMatchObject({ branch: null });
  });

  test('a registry is told again with all that decided what it was told', () => {
    const wanted = { remote: 'up', registry: 'private', account: 'acme' };
    const repository = 'https://alice:secret@git.test/acme/deploy';
    const plan = planRelease(facts(), wishes({ ...wanted, repository }));
    const notify = plan.steps.find(({ kind }) => kind === 'notify') ?? null;
    expect(shellLine(notifyCommand(plan, notify))).toBe(
      'paks publish --tag v1.2.3 --remote=up --registry=private --repository=https://git.test/acme/deploy --account=acme',
    );
  });

  test('whatever the facts, a plan is in order and loses nothing as JSON, or a catalogued refusal', () => {
    fc.assert(
      fc.property(anyFacts, anyWishes, (given, wanted) => {
        const plan = planOrNull(given, wanted);
        if (plan === null) return;
        const order = ['stash', 'write', 'commit', 'tag', 'unstash', 'push', 'notify'];
        const positions = plan.steps.map(({ kind }) => order.indexOf(kind));
        expect(positions).toEqual([...new Set(positions)].sort((left, right) => left - right));
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
        const has = (kind: string): boolean => plan.steps.some((step) => step.kind === kind);
        expect(has('write')).toBe(given.rewrites);
        expect(has('commit')).toBe(has('write'));
        expect(has('stash')).toBe(has('unstash'));
        expect(has('push')).toBe(given.remote !== null);
        expect(has('notify') && !has('push')).toBe(false);
        const tag = plan.steps.find((step) => step.kind === 'tag');
        expect(tag?.replaces).toBe(wanted.force ? given.localTag : null);
      }),
    );
  });
});

const anyFacts: fc.Arbitrary<ReleaseFacts> = fc
  .record({
    rewrites: fc.boolean(),
    localTag: fc.constantFrom(null, OLD_TAG),
    currentBranch: fc.option(fc.constantFrom('main', 'work')),
    earlier: fc.option(fc.record({ tag: fc.constant('v1.2.3'), changed: fc.boolean() })),
    remote: fc.option(
      fc.record({
        name: fc.constant('origin'),
        hasTag: fc.boolean(),
        branch: fc.constantFrom('absent', 'same', 'ahead', 'behind', 'diverged'),
      }),
    ),
    registry: fc.option(
      fc.record({
        name: fc.constant('paks'),
        repository: fc.constant('https://git.test/a/b'),
        indexed: fc.option(fc.constant(OTHER_INTEGRITY)),
      }),
    ),
  })
  .map((changes) => facts(changes));

const anyWishes: fc.Arbitrary<ReleaseWishes> = fc
  .record({
    namesVersion: fc.boolean(),
    commit: fc.boolean(),
    lightweight: fc.boolean(),
    force: fc.boolean(),
    changes: fc.constantFrom('clean', 'stash', 'leave'),
    message: fc.option(fc.string({ minLength: 1 })),
    branch: fc.option(fc.constantFrom('main', 'release')),
  })
  .map((changes) => wishes(changes));

function planOrNull(given: ReleaseFacts, wanted: ReleaseWishes) {
  try {
    return planRelease(given, wanted);
  } catch (error) {
    if (!isPaksError(error)) throw error;
    return null;
  }
}

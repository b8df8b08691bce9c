import type { SkillTemplate } from './SkillTemplate.ts';

/** For work on source code: understand, change little, prove it. */
export const codingTemplate: SkillTemplate = {
  body: `## Ground rules

- The code that is there decides about style, names and structure; look for a neighbour to imitate.
- Change what the task needs and nothing beside it. Propose other improvements, do not slip them in.
- Behaviour is shown by a test that fails without the change.
- Never weaken, skip or delete a test to make a run pass.
- A dependency is a decision for the people who maintain the project: ask before adding one.

## 1. Understand

1. Restate the task in one sentence, with what must stay as it is.
2. Find the entry point and follow it to the place that has to change. Read callers as well.
3. Run the tests that cover it, before changing anything: know what was broken before.

## 2. Change

1. Write the failing test first where a bug is to be fixed.
2. Make the smallest change that is complete: code, types, errors, documentation.
3. Handle the empty case, the large case and the failing case; say so where one cannot occur.
4. Leave no dead code, no debug output and no commented-out lines.

## 3. Prove

1. Run formatter, linter, type checker and tests as the project defines them.
2. Read your own diff from top to bottom, as its reviewer would.
3. If a check fails for another reason than your change, report it and leave it.

## 4. Hand over

Say what changed and why, how it was tested (commands and outcome), and what a reviewer should look at
first. Name what you were not able to check.
`,
  script: {
    path: 'scripts/check.sh',
    use: 'Run [scripts/check.sh](scripts/check.sh) in the project: it runs the first kind of checks that it finds there.',
    text: `#!/bin/sh
# Runs the checks that the project in this directory defines. Exits with their outcome.
set -eu

if [ -f Makefile ] && grep -q '^check:' Makefile; then
  exec make check
elif [ -f package.json ]; then
  exec npm test
elif [ -f Cargo.toml ]; then
  exec cargo test
elif [ -f go.mod ]; then
  exec go test ./...
elif [ -f pyproject.toml ]; then
  exec python3 -m pytest
fi
echo "no known kind of checks in $(pwd)" >&2
exit 2
`,
  },
  reference: {
    path: 'references/conventions.md',
    use: 'Read [references/conventions.md](references/conventions.md) before naming or moving anything.',
    text: `# Conventions

Where the project says otherwise, the project is right.

- Names: whole words, the ones that the project uses already for the same thing.
- Functions: one purpose, an early return for what cannot be handled, no flag arguments.
- Errors: say what happened, with the value at fault, and what to do about it.
- Comments: the reason, never the history or the obvious.
- Tests: named after behaviour; independent of each other, of the clock and of the network.
- Commits: one idea each, with its test; the title says what the project does now.
`,
  },
  asset: {
    path: 'assets/pull-request.md',
    use: 'Fill in [assets/pull-request.md](assets/pull-request.md) when a pull request is wanted.',
    text: `## What changes

One paragraph for someone who does not know the task.

## Why

The problem, and why this way.

## How it was tested

The commands and their outcome.

## For the reviewer

Where to start, and what is still uncertain.
`,
  },
};

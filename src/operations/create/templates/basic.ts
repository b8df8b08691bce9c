import type { SkillTemplate } from './SkillTemplate.ts';

/** For any kind of knowledge or routine. */
export const basicTemplate: SkillTemplate = {
  body: `## When to use this

- The request is about what the description above names.
- Not for neighbouring tasks: say here which ones, so that an agent leaves this skill closed.

## Before you start

1. Find out what is wanted as a result, and where it has to be. Ask if two readings are possible.
2. Look at what is there already; prefer changing it to starting afresh.

## Steps

1. Gather the facts the task depends on. Name the sources you used.
2. Do the smallest complete version of the task.
3. Compare the result with the request, point by point.
4. Report what was done, what was left out and why.

## Good and bad results

- Good: can be used as it is; every claim can be checked.
- Bad: guesses in the place of facts; work that nobody asked for.

## When something goes wrong

Stop at the first step whose outcome you cannot explain. Say what you expected and what you saw, and
propose the next step; do not repeat a failing step unchanged.
`,
  script: {
    path: 'scripts/check.sh',
    use: 'Run [scripts/check.sh](scripts/check.sh) with the files of the result: it fails when one is missing or empty.',
    text: `#!/bin/sh
# Fails when a file of the result is missing or empty.
# Usage: scripts/check.sh FILE...
set -eu

if [ "$#" -eq 0 ]; then
  echo "usage: $0 FILE..." >&2
  exit 2
fi

failed=0
for file in "$@"; do
  if [ ! -s "$file" ]; then
    echo "missing or empty: $file" >&2
    failed=1
  fi
done
exit "$failed"
`,
  },
  reference: {
    path: 'references/details.md',
    use: 'Read [references/details.md](references/details.md) for terms and special cases, only when a step needs them.',
    text: `# Details

What is not needed every time stands here, so that \`SKILL.md\` stays short.

## Terms

| term | meaning |
| --- | --- |
| result | what the person who asked will use |

## Special cases

- Several results are wanted: finish one completely before the next.
- The request contradicts what is there: show the contradiction before changing anything.
`,
  },
  asset: {
    path: 'assets/report.md',
    use: 'Fill in [assets/report.md](assets/report.md) when a written report is wanted.',
    text: `# Report

## Result

What there is now, and where.

## How it was checked

What was compared with what.

## Left open

What was not done, and what it would take.
`,
  },
};

import type { SkillTemplate } from './SkillTemplate.ts';

/** For changes to running systems: look first, change in small steps, know the way back. */
export const devopsTemplate: SkillTemplate = {
  body: `## Ground rules

- Read before you write: every change is preceded by a look at the current state.
- One change at a time, and each with a way back that is known before it is made.
- Name the environment in every command. Never rely on a default context, region or profile.
- Production, deletions and anything that costs money need an explicit yes from a person.
- Secrets are read from the environment or a secret store; never print, log or commit them.

## 1. Establish where you are

1. State the target: environment, account or cluster, region, service.
2. Check that the tools are there and that you are signed in as the identity you expect.
3. Record what runs now (versions, replicas, health), because that is what you roll back to.

## 2. Plan

1. Write the change as a list of commands, with the expected outcome of each.
2. Use what the tool offers to preview it (\`plan\`, \`diff\`, \`--dry-run\`) and read the preview:
   replacements and deletions that you did not intend are a reason to stop.
3. Show the plan and the way back, and wait for the yes where one is needed.

## 3. Apply

1. Apply the smallest step. Wait until it is healthy before the next one.
2. Watch error rate, latency and logs for long enough to see a slow failure.
3. If a check fails, go back first and look for the cause afterwards.

## 4. Hand over

Report the state before and after, the commands that were run, and what to watch. Commit configuration that
was changed, so that the next run starts from it.
`,
  script: {
    path: 'scripts/preflight.sh',
    use: 'Run [scripts/preflight.sh](scripts/preflight.sh) with the tools you need before any change: it fails when one is missing.',
    text: `#!/bin/sh
# Fails unless every tool is installed and the target is named. Changes nothing.
# Usage: TARGET=staging scripts/preflight.sh TOOL...
set -eu

if [ -z "\${TARGET:-}" ]; then
  echo "TARGET is not set: name the environment, for example TARGET=staging" >&2
  exit 2
fi

failed=0
for tool in "$@"; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    echo "not installed: $tool" >&2
    failed=1
  fi
done
[ "$failed" -eq 0 ] && echo "ready for $TARGET"
exit "$failed"
`,
  },
  reference: {
    path: 'references/rollback.md',
    use: 'Read [references/rollback.md](references/rollback.md) before the first change: it is the way back.',
    text: `# The way back

Go back as soon as a health check fails twice, or when you cannot say what a change did.

1. Stop: no further change, no retry.
2. Restore the last state that was recorded as healthy: the previous release, image or configuration.
3. Check the same things as after a deployment: health, error rate, latency.
4. Tell whoever is on call what was tried, what was restored and since when it is healthy.

What cannot simply be restored:

| change | way back |
| --- | --- |
| a migration that drops or rewrites data | restore the backup that was made before; without one, do not start |
| a deleted resource | create it again from configuration; addresses and credentials may differ |
| a rotated secret | rotate again; the old value stays revoked |
`,
  },
  asset: {
    path: 'assets/change-plan.md',
    use: 'Fill in [assets/change-plan.md](assets/change-plan.md) for every change that needs a yes.',
    text: `# Change plan

- Target:
- What runs now:
- What shall run afterwards:
- Who said yes:

| step | command | expected outcome | way back |
| --- | --- | --- | --- |
| 1 | | | |

Done when:
`,
  },
};

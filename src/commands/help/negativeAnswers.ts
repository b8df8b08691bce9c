/** What the exit code 1 of a command says when nothing failed: its own "no". */
export const negativeAnswers: ReadonlyMap<string, string> = new Map([
  ['audit', 'something was found'],
  ['cache verify', 'a cached skill is damaged, and `--dry-run` left it there'],
  ['config get', 'the setting has no value'],
  ['diff', 'with `--exit-code`: something differs'],
  ['doctor', 'a problem was found and not put right'],
  ['import', 'something was not taken over: a name was taken, or nothing could be matched'],
  ['lock', 'with `--merge-driver`: conflicts are left'],
  ['outdated', 'something newer is there'],
  ['status', 'something was changed'],
  ['validate', 'a skill has errors, or with `--strict` warnings'],
  ['verify', 'something is not as locked'],
  ['whoami', 'nobody is signed in'],
]);

import { afterAll, describe, expect, test } from '@jest/globals';
import { makeTemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { hasShell, startShell } from '../../helpers/startShell.ts';
import { skillText } from '../../helpers/startWorld.ts';

const project = makeTemporaryProject({
  manifest: [
    '[project]',
    'agents = ["claude-code"]',
    '[skills]',
    'house-style = { path = "./house" }',
    'harbour = { path = "./house" , as = "b" }',
    '',
  ].join('\n'),
  files: { 'house/SKILL.md': skillText('house') },
});

afterAll(() => project.dispose());

const inBash = hasShell('bash') ? test : test.skip;
const inFish = hasShell('fish') ? test : test.skip;
const inZsh = hasShell('zsh') ? test : test.skip;

/** What bash would offer after these words; the last one is being typed. */
function bash(...words: readonly string[]): readonly string[] {
  const shell = startShell(['bash', '--norc', '-c'], project.path);
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const printed = shell.run(`
    eval "$(paks completions bash)"
    COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}
    COMP_LINE='${words.join(' ')}'; COMP_POINT=\${#COMP_LINE}
    _paks_completion
    printf '%s\\n' "\${COMPREPLY[@]}"`);
  return printed.split('\n').filter((line) => line !== '');
}

function fish(line: string): readonly string[] {
  const shell = startShell(['fish', '--no-config', '-c'], project.path);
  const printed = shell.run(`paks completions fish | source; complete -C '${line}'`);
  return printed.split('\n').filter((found) => found !== '');
}

/** What zsh's line is after these keys were pressed in a terminal. */
function zsh(keys: string): string {
  const shell = startShell(['zsh', '-f', '-c'], project.path);
  return shell.run(`
    zmodload zsh/zpty
    zpty z zsh -f -i
    zpty -w z 'PROMPT=READY; autoload -Uz compinit; compinit -u -D; eval "$(paks completions zsh)"; echo LOADED'
    zpty -r z ignored '*LOADED*READY'
    zpty -w -n z $'${keys}'
    zpty -r z typed '*END*'
    print -r -- "$typed"
    zpty -d z`);
}

describe('completions in bash', () => {
  inBash('commands, two-word commands, options and their values', () => {
    expect(bash('paks', 'ins')).toEqual(['install']);
    expect(bash('paks', 'config', 's')).toEqual(['set']);
    expect(bash('paks', 'list', '--form')).toEqual(['--format']);
    expect(bash('paks', 'list', '--format', 'y')).toEqual(['yaml']);
  });

  inBash('skills of the project and agents', () => {
    expect(bash('paks', 'remove', 'ho')).toEqual(['house-style']);
    expect(bash('paks', 'list', '--agent', 'claude')).toEqual(['claude-code']);
  });

  inBash('pressing TAB runs nothing of what is typed', () => {
    bash('paks', 'info', '$(touch ran)');

    expect(project.exists('ran')).toBe(false);
  });
});

describe('completions in fish', () => {
  inFish('commands with what they do, options, skills and agents', () => {
    expect(fish('paks ins')).toEqual([expect.stringMatching(/^install\t.*paks\.lock/)]);
    expect(fish('paks list --format=j')).toEqual([expect.stringMatching(/^--format=json\b/)]);
    expect(fish('paks remove ha')).toEqual([expect.stringMatching(/^harbour\t/)]);
    expect(fish('paks list --agent curs')).toEqual([expect.stringMatching(/^cursor\tCursor/)]);
  });

  inFish('pressing TAB runs nothing of what is typed', () => {
    fish('paks info "(touch ran)" h');

    expect(project.exists('ran')).toBe(false);
  });
});

describe('completions in zsh', () => {
  inZsh('a word is completed as it is typed in a terminal', () => {
    expect(zsh('paks remove hou\\t END')).toContain('paks remove house-style');
    expect(zsh('paks list --format ya\\t END')).toContain('paks list --format yaml');
  });
});

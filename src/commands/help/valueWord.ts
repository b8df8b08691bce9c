const WORDS: ReadonlyMap<string, string> = new Map([
  ['--as', 'name'],
  ['--auth-url', 'url'],
  ['--color', 'when'],
  ['--cwd', 'directory'],
  ['--dir', 'directory'],
  ['--depth', 'number'],
  ['--from', 'directory'],
  ['import --from', 'tool'],
  ['--from-bundle', 'file'],
  ['--limit', 'number'],
  ['--merge-driver', 'base ours theirs'],
  ['--message', 'text'],
  ['--output', 'path'],
  ['--page', 'number'],
  ['--preid', 'word'],
  ['--reason', 'text'],
  ['--sort', 'order'],
  ['--tag-prefix', 'prefix'],
  ['--to', 'directory'],
  ['--project-dir', 'directory'],
  ['--user-dir', 'directory'],
  ['--description', 'text'],
  ['--homepage', 'url'],
  ['--registry', 'name'],
  ['--repository', 'url'],
]);

/**
 * What stands for the value of a command's option, or for its several: `<file>`; the option's own name where
 * that says it.
 */
export function valueWord(command: string, option: string): string {
  const words = WORDS.get(`${command} ${option}`) ?? WORDS.get(option) ?? option.replace(/^-+/, '');
  return words
    .split(' ')
    .map((word) => `<${word}>`)
    .join(' ');
}

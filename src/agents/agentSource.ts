const OTHERS: ReadonlyMap<string, string> = new Map([
  ['antigravity2.0', 'gh (cli/cli) at 12bad318'],
  ['stakpak', 'stakpak/paks at ea65d7b'],
  ['vscode', 'stakpak/paks at ea65d7b'],
  ['universal', 'the shared directory of agentskills.io'],
]);

/** Where the directories of a built-in agent were read from: the shipped code of another tool. */
export function agentSource(id: string): string {
  return OTHERS.get(id) ?? 'npm skills 1.7.4';
}

/**
 * The commands as `paks help` and the documentation list them: by category, in the order in which a newcomer
 * meets them.
 */
export const categories: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'Project',
    [
      'init',
      'add',
      'remove',
      'install',
      'ci',
      'list',
      'tree',
      'why',
      'outdated',
      'update',
      'diff',
      'pin',
      'unpin',
      'status',
      'restore',
      'patch',
      'eject',
      'verify',
      'lock',
      'fetch',
      'bundle',
      'import',
      'run-hook',
    ],
  ],
  ['Discover', ['search', 'info', 'mcp']],
  ['Author', ['create', 'validate', 'pack', 'publish', 'yank', 'unyank']],
  ['Account', ['login', 'logout', 'whoami']],
  [
    'Settings',
    [
      'agent list',
      'agent show',
      'agent add',
      'agent remove',
      'agent default',
      'registry list',
      'registry add',
      'registry remove',
      'registry default',
      'config list',
      'config get',
      'config set',
      'config unset',
    ],
  ],
  [
    'Upkeep',
    ['audit', 'doctor', 'cache dir', 'cache verify', 'cache prune', 'cache clean', 'completions'],
  ],
]);

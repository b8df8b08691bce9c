import type { SettingRow } from '../operations/settings/listSettings.ts';

/** Who set a value, in a word or two. */
export function originText(origin: SettingRow['origin']): string {
  switch (origin.kind) {
    case 'flag':
      return origin.flag;
    case 'environment':
      return origin.variable;
    case 'policy':
      return `policy ${origin.file}`;
    case 'project':
      return 'project';
    case 'user':
      return 'config.toml';
    case 'default':
      return 'default';
  }
}

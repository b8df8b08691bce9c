import { settings } from '../../src/config/settings.ts';
import type { Setting } from '../../src/config/Setting.ts';

const HEAD = `# Settings

\`config.toml\` lies in \`~/.config/paks/\` (\`%APPDATA%\\paks\` on Windows; \`PAKS_CONFIG_DIR\` and
\`XDG_CONFIG_HOME\` are honoured). A flag stands above a variable, above what a project's \`paks.toml\` says, above
this file; a policy file stands above all. \`paks config list\` shows every value and who set it, \`paks config set\`
edits the file and keeps its comments. Registries are kept by \`paks registry\`, agents of one's own by \`paks agent\`.

This page is made from the table in \`src/config/settings.ts\` by \`npm run docs\`.

| setting | default | variable | flag | has to be | what it is for |
| --- | --- | --- | --- | --- | --- |
`;

/** \`docs/settings.md\` as the table of settings says it should be. */
export function settingsPage(): string {
  const rows = Object.values<Setting<unknown>>(settings).map((setting) => {
    const { key, form, fallback, variable, flag, documentation } = setting;
    const isEmpty = fallback === undefined || (Array.isArray(fallback) && fallback.length === 0);
    const cells = [key, isEmpty ? null : form.show(fallback), variable, flag].map(code);
    return `| ${[...cells, form.description, documentation].join(' | ')} |`;
  });
  return `${HEAD}${rows.join('\n')}\n`;
}

function code(text: string | null): string {
  return text === null ? '' : `\`${text}\``;
}

import type { Agent } from './Agent.ts';
import { dotFolderAgents } from './dotFolderAgents.ts';
import { sharedDirectoryAgents } from './sharedDirectoryAgents.ts';

const XDG = { variable: 'XDG_CONFIG_HOME', replaces: '~/.config' } as const;

const COMMON = {
  readsShared: false,
  homeEnvironment: null,
  layout: 'flat',
  hidesMismatchedNames: false,
} as const;

/**
 * Agents that follow neither pattern. Paths as npm `skills` 1.7.4 has them; `stakpak` and `vscode`
 * as stakpak/paks ea65d7b, which alone knows them and only with a directory of the user.
 */
const otherAgents: readonly Agent[] = [
  {
    ...COMMON,
    id: 'astrbot',
    name: 'AstrBot',
    projectDirectory: 'data/skills',
    userDirectory: '~/.astrbot/data/skills',
    detect: ['.astrbot'],
  },
  {
    ...COMMON,
    id: 'autohand-code',
    name: 'Autohand Code CLI',
    projectDirectory: '.autohand/skills',
    userDirectory: '~/.autohand/skills',
    detect: ['.autohand'],
    homeEnvironment: { variable: 'AUTOHAND_HOME', replaces: '~/.autohand' },
  },
  {
    ...COMMON,
    id: 'claude-code',
    name: 'Claude Code',
    projectDirectory: '.claude/skills',
    userDirectory: '~/.claude/skills',
    detect: ['.claude', 'CLAUDE.md'],
    homeEnvironment: { variable: 'CLAUDE_CONFIG_DIR', replaces: '~/.claude' },
  },
  {
    ...COMMON,
    id: 'cortex',
    name: 'Cortex Code',
    projectDirectory: '.cortex/skills',
    userDirectory: '~/.snowflake/cortex/skills',
    detect: ['.cortex'],
  },
  {
    ...COMMON,
    id: 'crush',
    name: 'Crush',
    projectDirectory: '.crush/skills',
    userDirectory: '~/.config/crush/skills',
    detect: ['.crush'],
  },
  {
    ...COMMON,
    id: 'devin',
    name: 'Devin for Terminal',
    projectDirectory: '.devin/skills',
    userDirectory: '~/.config/devin/skills',
    detect: ['.devin'],
    homeEnvironment: XDG,
  },
  {
    ...COMMON,
    id: 'eve',
    name: 'Eve',
    projectDirectory: 'agent/skills',
    userDirectory: null,
    detect: [],
  },
  {
    ...COMMON,
    id: 'goose',
    name: 'Goose',
    projectDirectory: '.goose/skills',
    userDirectory: '~/.config/goose/skills',
    detect: ['.goose'],
    homeEnvironment: XDG,
  },
  {
    ...COMMON,
    id: 'grok',
    name: 'Grok Build',
    projectDirectory: '.grok/skills',
    userDirectory: '~/.grok/skills',
    detect: ['.grok'],
    homeEnvironment: { variable: 'GROK_HOME', replaces: '~/.grok' },
  },
  {
    ...COMMON,
    id: 'hermes-agent',
    name: 'Hermes Agent',
    projectDirectory: '.hermes/skills',
    userDirectory: '~/.hermes/skills',
    detect: ['.hermes'],
    homeEnvironment: { variable: 'HERMES_HOME', replaces: '~/.hermes' },
  },
  {
    ...COMMON,
    id: 'kimchi',
    name: 'Kimchi',
    projectDirectory: '.kimchi/skills',
    userDirectory: '~/.config/kimchi/harness/skills',
    detect: ['.kimchi'],
  },
  {
    ...COMMON,
    id: 'mistral-vibe',
    name: 'Mistral Vibe',
    projectDirectory: '.vibe/skills',
    userDirectory: '~/.vibe/skills',
    detect: ['.vibe'],
    homeEnvironment: { variable: 'VIBE_HOME', replaces: '~/.vibe' },
  },
  {
    ...COMMON,
    id: 'openclaw',
    name: 'OpenClaw',
    projectDirectory: 'skills',
    userDirectory: '~/.openclaw/skills',
    detect: ['.openclaw', '.clawdbot', '.moltbot'],
  },
  {
    ...COMMON,
    id: 'qoder-cn',
    name: 'Qoder CN',
    projectDirectory: '.qoder/skills',
    userDirectory: '~/.qoder-cn/skills',
    detect: ['.qoder-cn'],
  },
  {
    ...COMMON,
    id: 'stakpak',
    name: 'Stakpak',
    projectDirectory: null,
    userDirectory: '~/.stakpak/skills',
    detect: [],
    layout: 'account',
  },
  {
    ...COMMON,
    id: 'tabnine-cli',
    name: 'Tabnine CLI',
    projectDirectory: '.tabnine/agent/skills',
    userDirectory: '~/.tabnine/agent/skills',
    detect: ['.tabnine'],
  },
  {
    ...COMMON,
    id: 'trae-cn',
    name: 'Trae CN',
    projectDirectory: '.trae/skills',
    userDirectory: '~/.trae-cn/skills',
    detect: ['.trae-cn'],
  },
  {
    ...COMMON,
    id: 'vscode',
    name: 'VS Code',
    projectDirectory: null,
    userDirectory: '~/.vscode/skills',
    detect: [],
    hidesMismatchedNames: true,
  },
  {
    ...COMMON,
    id: 'windsurf',
    name: 'Windsurf',
    projectDirectory: '.windsurf/skills',
    userDirectory: '~/.codeium/windsurf/skills',
    detect: ['.windsurf'],
  },
];

/** Every agent Paks knows by itself, sorted by id. */
export const agents: readonly Agent[] = [
  ...dotFolderAgents,
  ...sharedDirectoryAgents,
  ...otherAgents,
].sort((left, right) => (left.id < right.id ? -1 : 1));

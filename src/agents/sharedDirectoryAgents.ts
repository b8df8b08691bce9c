import { type Agent, SHARED_DIRECTORY } from './Agent.ts';

type Row = Pick<Agent, 'id' | 'name' | 'userDirectory' | 'detect'> &
  Partial<Pick<Agent, 'homeEnvironment' | 'hidesMismatchedNames'>>;

const XDG = { variable: 'XDG_CONFIG_HOME', replaces: '~/.config' } as const;

/**
 * Agents that read a project's `.agents/skills`. Where the sources disagree the path is that of npm
 * `skills` 1.7.4, which ships for the most agents (`antigravity2.0`: of `gh`, which alone knows it).
 * Codex reads `~/.agents/skills` wherever `CODEX_HOME` points. That Cline, Copilot and OpenCode want a
 * skill's name to be its directory's is in their documentation of skills.
 */
const ROWS: readonly Row[] = [
  {
    id: 'amp',
    name: 'Amp',
    userDirectory: '~/.config/agents/skills',
    detect: [],
    homeEnvironment: XDG,
  },
  {
    id: 'antigravity',
    name: 'Antigravity',
    userDirectory: '~/.gemini/antigravity/skills',
    detect: ['.gemini/antigravity'],
  },
  {
    id: 'antigravity-cli',
    name: 'Antigravity CLI',
    userDirectory: '~/.gemini/antigravity-cli/skills',
    detect: ['.gemini/antigravity-cli'],
  },
  {
    id: 'antigravity2.0',
    name: 'Antigravity 2.0',
    userDirectory: '~/.antigravity/skills',
    detect: [],
  },
  {
    id: 'cline',
    name: 'Cline',
    userDirectory: '~/.agents/skills',
    detect: ['.cline'],
    hidesMismatchedNames: true,
  },
  {
    id: 'codex',
    name: 'Codex',
    userDirectory: '~/.agents/skills',
    detect: ['.codex'],
    homeEnvironment: { variable: 'CODEX_HOME', replaces: '~/.codex' },
  },
  {
    id: 'cursor',
    name: 'Cursor',
    userDirectory: '~/.cursor/skills',
    detect: ['.cursor'],
  },
  {
    id: 'deepagents',
    name: 'Deep Agents',
    userDirectory: '~/.deepagents/agent/skills',
    detect: ['.deepagents'],
  },
  {
    id: 'dexto',
    name: 'Dexto',
    userDirectory: '~/.agents/skills',
    detect: ['.dexto'],
  },
  {
    id: 'droid',
    name: 'Droid',
    userDirectory: '~/.factory/skills',
    detect: ['.factory'],
  },
  {
    id: 'firebender',
    name: 'Firebender',
    userDirectory: '~/.firebender/skills',
    detect: ['.firebender'],
  },
  {
    id: 'fx',
    name: 'fx',
    userDirectory: '~/.agents/skills',
    detect: ['.fx'],
  },
  {
    id: 'gemini-cli',
    name: 'Gemini CLI',
    userDirectory: '~/.gemini/skills',
    detect: ['.gemini', 'GEMINI.md'],
  },
  {
    id: 'github-copilot',
    name: 'GitHub Copilot',
    userDirectory: '~/.copilot/skills',
    detect: ['.github/copilot-instructions.md', '.github/skills'],
    hidesMismatchedNames: true,
  },
  {
    id: 'kilo',
    name: 'Kilo Code',
    userDirectory: '~/.kilo/skills',
    detect: ['.kilo', '.kilocode'],
  },
  {
    id: 'kimi-code-cli',
    name: 'Kimi Code CLI',
    userDirectory: '~/.agents/skills',
    detect: ['.kimi', '.kimi-code'],
  },
  {
    id: 'loaf',
    name: 'Loaf',
    userDirectory: '~/.agents/skills',
    detect: ['.loaf'],
  },
  {
    id: 'opencode',
    name: 'OpenCode',
    userDirectory: '~/.config/opencode/skills',
    detect: ['.opencode', 'opencode.json'],
    homeEnvironment: XDG,
    hidesMismatchedNames: true,
  },
  {
    id: 'pi',
    name: 'Pi',
    userDirectory: '~/.agents/skills',
    detect: ['.pi/agent'],
  },
  {
    id: 'promptscript',
    name: 'PromptScript',
    userDirectory: null,
    detect: ['.promptscript', 'promptscript.yaml'],
  },
  {
    id: 'replit',
    name: 'Replit',
    userDirectory: '~/.config/agents/skills',
    detect: ['.replit'],
    homeEnvironment: XDG,
  },
  {
    id: 'sarvam-code',
    name: 'Sarvam Code',
    userDirectory: '~/.agents/skills',
    detect: [],
  },
  {
    id: 'universal',
    name: 'Universal',
    userDirectory: '~/.config/agents/skills',
    detect: ['.agents'],
    homeEnvironment: XDG,
  },
  {
    id: 'warp',
    name: 'Warp',
    userDirectory: '~/.agents/skills',
    detect: ['.warp'],
  },
  {
    id: 'zed',
    name: 'Zed',
    userDirectory: '~/.agents/skills',
    detect: [],
  },
];

/** The rows as agents. */
export const sharedDirectoryAgents: readonly Agent[] = ROWS.map((row) => ({
  homeEnvironment: null,
  hidesMismatchedNames: false,
  ...row,
  projectDirectory: SHARED_DIRECTORY,
  readsShared: true,
  layout: 'flat',
}));

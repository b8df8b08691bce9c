import type { Agent } from './Agent.ts';

/**
 * Agents whose skills are in `FOLDER/skills`, of the project and of the home directory alike, and
 * whose use shows in that folder: id, name, folder. Paths as npm `skills` 1.7.4 has them, the first
 * of the sources compared (then `gh`, microsoft/apm 0.28 and stakpak/paks).
 */
const ROWS: readonly (readonly [id: string, name: string, folder: string])[] = [
  ['adal', 'AdaL', '.adal'],
  ['aider-desk', 'AiderDesk', '.aider-desk'],
  ['augment', 'Augment', '.augment'],
  ['bob', 'IBM Bob', '.bob'],
  ['codearts-agent', 'CodeArts Agent', '.codeartsdoer'],
  ['codebuddy', 'CodeBuddy', '.codebuddy'],
  ['codemaker', 'Codemaker', '.codemaker'],
  ['codestudio', 'Code Studio', '.codestudio'],
  ['command-code', 'Command Code', '.commandcode'],
  ['continue', 'Continue', '.continue'],
  ['forgecode', 'ForgeCode', '.forge'],
  ['iflow-cli', 'iFlow CLI', '.iflow'],
  ['inference-sh', 'inference.sh', '.inferencesh'],
  ['jazz', 'Jazz', '.jazz'],
  ['junie', 'Junie', '.junie'],
  ['kiro-cli', 'Kiro CLI', '.kiro'],
  ['kode', 'Kode', '.kode'],
  ['lingma', 'Lingma', '.lingma'],
  ['mcpjam', 'MCPJam', '.mcpjam'],
  ['minimax-code', 'MiniMax Code', '.minimax'],
  ['moxby', 'Moxby', '.moxby'],
  ['mux', 'Mux', '.mux'],
  ['neovate', 'Neovate', '.neovate'],
  ['ona', 'Ona', '.ona'],
  ['openhands', 'OpenHands', '.openhands'],
  ['pochi', 'Pochi', '.pochi'],
  ['posit-assistant', 'Posit Assistant', '.posit/assistant'],
  ['qoder', 'Qoder', '.qoder'],
  ['qwen-code', 'Qwen Code', '.qwen'],
  ['reasonix', 'Reasonix', '.reasonix'],
  ['roo', 'Roo Code', '.roo'],
  ['rovodev', 'Rovo Dev', '.rovodev'],
  ['terramind', 'Terramind', '.terramind'],
  ['tinycloud', 'Tinycloud', '.tinycloud'],
  ['trae', 'Trae', '.trae'],
  ['zcode', 'ZCode', '.zcode'],
  ['zencoder', 'Zencoder', '.zencoder'],
  ['zenflow', 'Zenflow', '.zencoder'],
];

/** The rows as agents. */
export const dotFolderAgents: readonly Agent[] = ROWS.map(([id, name, folder]) => ({
  id,
  name,
  projectDirectory: `${folder}/skills`,
  userDirectory: `~/${folder}/skills`,
  detect: [folder],
  readsShared: false,
  homeEnvironment: null,
  layout: 'flat',
  hidesMismatchedNames: false,
}));

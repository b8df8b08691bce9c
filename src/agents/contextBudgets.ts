/** How many characters of names and descriptions an agent gives its model before it cuts them. */
export interface ContextBudget {
  /** Where the size of the model's window is not known. */
  readonly characters: number;
  /** The environment variable that sets another number of characters, or null. */
  readonly variable: string | null;
  /** Where this is known from. */
  readonly source: string;
}

/** What is known, by the agent's id; of most agents nothing is. */
export const contextBudgets: ReadonlyMap<string, ContextBudget> = new Map([
  [
    'claude-code',
    {
      characters: 8000,
      variable: 'SLASH_COMMAND_TOOL_CHAR_BUDGET',
      source: 'https://code.claude.com/docs/en/skills (1 % of the window, else 8,000 characters)',
    },
  ],
  [
    'codex',
    {
      characters: 8000,
      variable: null,
      source:
        'https://github.com/openai/codex/pull/18213 (2 % of the window, else 8,000 characters)',
    },
  ],
]);

import { describe, expect, test } from '@jest/globals';
import { agents } from '../../../src/agents/agents.ts';
import { findAgent } from '../../../src/agents/selectAgents.ts';
import { type TargetScope, targetDirectories } from '../../../src/agents/targetDirectories.ts';

const project: TargetScope = { kind: 'project', root: '/work/app' };
const user = (environment: Record<string, string> = {}): TargetScope => ({
  kind: 'user',
  home: '/home/ann',
  environment,
});

function targets(scope: TargetScope, ...ids: string[]): string[] {
  const chosen = ids.map((id) => findAgent(agents, id));
  return targetDirectories(chosen, scope).map(
    ({ directory, agents: served }) => `${directory} (${served.join(' ')})`,
  );
}

describe('in a project', () => {
  test('one copy serves all that read the shared directory, the others have their own', () => {
    expect(targets(project, 'cursor', 'claude-code', 'codex', 'gemini-cli')).toEqual([
      '/work/app/.agents/skills (cursor codex gemini-cli)',
      '/work/app/.claude/skills (claude-code)',
    ]);
  });

  test('two agents of one directory share it', () => {
    expect(targets(project, 'trae', 'trae-cn')).toEqual(['/work/app/.trae/skills (trae trae-cn)']);
  });

  test('environment overrides move nothing', () => {
    const claude = findAgent(agents, 'claude-code');
    expect(targetDirectories([claude], project)[0]?.directory).toBe('/work/app/.claude/skills');
  });
});

describe('for the user', () => {
  test('each agent has its own directory', () => {
    expect(targets(user(), 'cursor', 'claude-code', 'codex', 'warp')).toEqual([
      '/home/ann/.cursor/skills (cursor)',
      '/home/ann/.claude/skills (claude-code)',
      '/home/ann/.agents/skills (codex warp)',
    ]);
  });

  test("an agent's own variable moves its home, and that of no other", () => {
    const moved = user({ CLAUDE_CONFIG_DIR: '/opt/claude', XDG_CONFIG_HOME: '/opt/config' });
    expect(targets(moved, 'claude-code', 'opencode', 'crush', 'grok')).toEqual([
      '/opt/claude/skills (claude-code)',
      '/opt/config/opencode/skills (opencode)',
      '/home/ann/.config/crush/skills (crush)',
      '/home/ann/.grok/skills (grok)',
    ]);
  });

  test('a variable below `~/` is at home; an empty or relative one is not heeded', () => {
    expect(targets(user({ GROK_HOME: '~/my-grok' }), 'grok')).toEqual([
      '/home/ann/my-grok/skills (grok)',
    ]);
    for (const value of ['', '  ', 'relative/path', '../up']) {
      expect(targets(user({ GROK_HOME: value }), 'grok')).toEqual([
        '/home/ann/.grok/skills (grok)',
      ]);
    }
  });

  test('`CODEX_HOME` leaves the personal skills of Codex where it reads them', () => {
    expect(targets(user({ CODEX_HOME: '/opt/codex' }), 'codex')).toEqual([
      '/home/ann/.agents/skills (codex)',
    ]);
  });

  test('the stakpak agent keeps its layout by account', () => {
    const [target] = targetDirectories([findAgent(agents, 'stakpak')], user());
    expect(target).toEqual({
      directory: '/home/ann/.stakpak/skills',
      layout: 'account',
      agents: ['stakpak'],
    });
  });
});

import type { Agent } from './Agent.ts';

/**
 * The agents that a project shows signs of. `exists` answers for a `/`-separated path relative to the
 * project. Agents without a project directory are never detected.
 */
export function detectAgents(
  agents: readonly Agent[],
  exists: (path: string) => boolean,
): readonly Agent[] {
  const known = new Map<string, boolean>();
  const existsOnce = (path: string): boolean => {
    const answer = known.get(path) ?? exists(path);
    known.set(path, answer);
    return answer;
  };
  return agents.filter(
    ({ projectDirectory, detect }) => projectDirectory !== null && detect.some(existsOnce),
  );
}

/**
 * The answer that was asked for before under this key, or the one that `ask` now gives. Concurrent
 * callers share one question; a failure is forgotten, so that the next caller asks again.
 */
export function remember<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  ask: () => Promise<Value>,
): Promise<Value> {
  const before = known.get(key);
  if (before !== undefined) return before;
  const answer = ask();
  known.set(key, answer);
  answer.catch(() => known.delete(key));
  return answer;
}

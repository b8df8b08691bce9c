const cleanups = new Set<() => void>();

/**
 * Runs a synchronous cleanup when the process exits by itself or by `process.exit` (which is how an
 * interrupt ends). Returns the function that withdraws it. A failing cleanup does not stop others.
 */
export function onExit(cleanup: () => void): () => void {
  if (cleanups.size === 0) process.on('exit', runAll);
  cleanups.add(cleanup);
  return () => {
    if (cleanups.delete(cleanup) && cleanups.size === 0) process.off('exit', runAll);
  };
}

function runAll(): void {
  for (const cleanup of cleanups) {
    try {
      cleanup();
    } catch {
      // Nobody is left to tell; what stays behind is swept by the next run.
    }
  }
}

/**
 * A reader that has seen enough (`paks list | head`) ends nothing: what was begun is finished. Where stdout
 * cannot be written for another reason, such as a full disk, the run has failed and ends with 1. Imports
 * nothing, because `--version` loads it.
 */
export function surviveClosedOutput(): void {
  const { stdout, stderr } = process;
  stderr.on('error', () => undefined);
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    const { code } = error;
    if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return;
    stderr.write(`error: what was to be printed cannot be written: ${error.message}\n`);
    process.exit(1);
  });
}

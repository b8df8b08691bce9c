/**
 * Ends the process once everything written has left it. Without this, a run that failed or was
 * interrupted would stay for as long as some server keeps it waiting.
 */
export async function endProcess(exitCode: number): Promise<never> {
  const streams = [process.stdout, process.stderr];
  await Promise.all(streams.map((stream) => new Promise((done) => stream.write('', done))));
  process.exit(exitCode);
}

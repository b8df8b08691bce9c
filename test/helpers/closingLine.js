/** Ends a run with one plain line of counts, for tools that read only the last lines of a log. */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
    const failedToLoad = results.numRuntimeErrorTestSuites;
    const failed = results.numFailedTests + failedToLoad;
    process.stderr.write(`\n${results.numPassedTests} passed, ${failed} failed${skipped}\n`);
  }
}

/** Ends with 0 when the server beside it can serve, its database included. */
const port = process.env["PAKS_REGISTRY_PORT"] ?? '7257';
try {
  const { status } = await fetch(`http://127.0.0.1:${port}/api/ready`, {
    signal: AbortSignal.timeout(4_000),
  });
  process.exitCode = status === 200 ? 0 : 1;
} catch {
  process.exitCode = 1;
}

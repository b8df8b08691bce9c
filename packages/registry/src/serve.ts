import { once } from 'node:events';
import { askAdmin, listenForAdmin } from './operator/adminSocket.ts';
import { runOperatorCommand } from './operator/operatorCommands.ts';
import { Refusal } from './http/Refusal.ts';
import type { Log } from './Log.ts';
import { withRegistry } from './openRegistry.ts';
import type { Settings } from './Settings.ts';
import { startServer } from './startServer.ts';

/** Serves until the signal aborts, then ends gently. */
export async function serve(settings: Settings, log: Log, signal: AbortSignal): Promise<void> {
  const isEmbedded = settings.databaseUrl === undefined;
  if (isEmbedded && (await askAdmin(settings.dataDirectory, [])) !== null) {
    throw new Refusal('INVALID_REQUEST', `a server runs on \`${settings.dataDirectory}\` already`);
  }
  await withRegistry(settings, log, async (registry) => {
    const server = await startServer(registry);
    const stopAdmin = isEmbedded
      ? await listenForAdmin(settings.dataDirectory, (argv) => runOperatorCommand(registry, argv))
      : () => Promise.resolve();
    log({
      level: 'info',
      event: 'server.started',
      url: server.url,
      database: registry.database.kind,
    });
    if (!signal.aborted) await once(signal, 'abort');
    log({ level: 'info', event: 'server.stopping' });
    await stopAdmin();
    await server.stop();
    log({ level: 'info', event: 'server.stopped' });
  });
}

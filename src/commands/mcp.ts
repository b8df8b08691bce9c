import { Command } from 'clipanion';
import type { Services } from '../operations/Services.ts';
import { PaksCommand } from './PaksCommand.ts';

/** `paks mcp`. */
export class McpCommand extends PaksCommand<null> {
  static override paths = [['mcp']];
  static override usage = Command.Usage({
    category: 'Discover',
    description: 'Serve search, installation and more to an agent (MCP)',
    details: `
      Speaks the Model Context Protocol on stdin and stdout until stdin ends. Installing takes two
      calls: the first answers with the plan, the second carries out the plan that was approved.
    `,
    examples: [
      ['As a server of Claude Code', 'claude mcp add paks -- paks mcp'],
      ['For another project', 'paks mcp --cwd ../other'],
    ],
  });

  protected async run(services: Services): Promise<null> {
    const { serveMcp } = await import('../mcp/serveMcp.ts');
    const { stdin, stdout } = this.context;
    const { workingDirectory, environment, signal, options } = services;
    const { offline, preferOffline, noCache, registry } = options;
    const base = {
      directory: workingDirectory,
      environment: environment.variables,
      signal,
      offline,
      preferOffline,
      noCache,
      registry: registry ?? undefined,
    };
    await serveMcp({ stdin, stdout, base });
    return null;
  }

  /** What a client reads is the protocol's; the end of the connection is no result. */
  protected override async print(): Promise<string> {
    return '';
  }

  protected render(): string {
    return '';
  }
}

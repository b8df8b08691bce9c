import type { Readable, Writable } from 'node:stream';
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { describeFailure } from '../errors/describeFailure.ts';
import { printableLines } from '../errors/printable.ts';
import type { PaksOptions } from '../library/PaksOptions.ts';
import { version } from '../model/version.ts';
import { type Tool, tools } from './tools.ts';

/** The two ends of the connection, and where to work. */
export interface McpOptions {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly base: PaksOptions;
}

/**
 * Serves the Model Context Protocol (https://modelcontextprotocol.io) on two streams until the client
 * ends its own. Each call is one run of Paks: nothing is kept between them.
 */
export async function serveMcp({ stdin, stdout, base }: McpOptions): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    stdin.once('end', resolve);
    stdin.once('close', resolve);
    base.signal?.addEventListener('abort', () => resolve(), { once: true });
  });
  const transport = new StdioServerTransport(stdin, stdout);
  const handle = serveStdio(() => createServer(base), { transport });
  await ended;
  await handle.close();
}

function createServer(base: PaksOptions): McpServer {
  const server = new McpServer({ name: 'paks', version }, { capabilities: { tools: {} } });
  for (const tool of tools) {
    const { name, title, description, input, readOnly } = tool;
    server.registerTool(
      name,
      {
        title,
        description,
        inputSchema: input,
        annotations: { readOnlyHint: readOnly, destructiveHint: false, openWorldHint: true },
      },
      (given: Record<string, unknown>) => answer(tool, given, base),
    );
  }
  return server;
}

async function answer(tool: Tool, given: Record<string, unknown>, base: PaksOptions) {
  try {
    return { content: [textOf(await tool.run(given, base))] };
  } catch (error) {
    const { code, message, hint, data } = describeFailure(error);
    return { content: [textOf({ error: { code, message, hint, data } })], isError: true };
  }
}

/** Characters of one text in an answer: a model's context is worth more than the rest of a long file. */
const LONGEST_TEXT = 64 * 1024;

/** Text of skills goes to a model: what a person would not see in it is made visible, and its length is bounded. */
function textOf(result: unknown): { readonly type: 'text'; readonly text: string } {
  const visible = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? printableLines(bounded(value)) : value;
  return { type: 'text', text: JSON.stringify(result, visible, 2) };
}

function bounded(text: string): string {
  const more = text.length - LONGEST_TEXT;
  return more > 0 ? `${text.slice(0, LONGEST_TEXT)}… (${more} more characters left out)` : text;
}

import { z } from 'zod';
import type { PaksOptions } from '../library/PaksOptions.ts';
import * as paks from '../library.ts';
import { approvedInstall } from './approvedInstall.ts';

/** One thing that an agent may have done. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  /** False for what changes the project. */
  readonly readOnly: boolean;
  readonly run: (input: Record<string, unknown>, base: PaksOptions) => Promise<unknown>;
}

const name = z.string().describe('the skill as paks.toml names it, such as account/name');
const names = z.array(name).optional().describe('only these skills; default all');

/** Every tool of `paks mcp`, in the order in which a client lists them. */
export const tools: readonly Tool[] = [
  tool({
    name: 'search',
    title: 'Search skills',
    description: 'Search the registry for skills by words, category, keyword or account.',
    input: z.object({
      query: z.string().optional(),
      category: z.string().optional(),
      keyword: z.string().optional(),
      account: z.string().optional().describe('whose skills'),
      sort: z.enum(['downloads', 'recent', 'name', 'relevance']).optional(),
      limit: z.number().int().min(1).max(100).optional(),
      page: z.number().int().min(1).optional(),
    }),
    readOnly: true,
    run: (input, base) => paks.search({ ...base, ...input }),
  }),
  tool({
    name: 'info',
    title: 'Tell about a skill',
    description: 'Tell about one skill of the registry, of the project, or in a folder (./path).',
    input: z.object({
      subject: z.string().describe('account/name, account/name@1.2.3, or ./folder'),
      versions: z.boolean().optional().describe('list its versions'),
      full: z.boolean().optional().describe('with the whole SKILL.md'),
    }),
    readOnly: true,
    run: (input, base) => paks.info({ ...base, ...input }),
  }),
  tool({
    name: 'list',
    title: 'List installed skills',
    description: 'List the skills of the project, their versions and where they are installed.',
    input: z.object({ agent: z.string().optional().describe('only what this agent sees') }),
    readOnly: true,
    run: (input, base) => paks.list({ ...base, ...input }),
  }),
  tool({
    name: 'outdated',
    title: 'Find newer versions',
    description: 'Compare what is locked with what registries and repositories offer now.',
    input: z.object({ names }),
    readOnly: true,
    run: (input, base) => paks.outdated({ ...base, ...input }),
  }),
  tool({
    name: 'diff',
    title: 'Show what changes in a skill',
    description: 'Compare two states of a skill, and say what the new one can newly do.',
    input: z.object({
      name,
      from: z.string().optional().describe('a version, installed, locked or latest'),
      to: z.string().optional().describe('a version, installed, locked or latest'),
    }),
    readOnly: true,
    run: (input, base) => paks.diff({ ...base, ...input }),
  }),
  tool({
    name: 'verify',
    title: 'Check installed skills',
    description: 'Hold every installed byte against paks.lock.',
    input: z.object({}),
    readOnly: true,
    run: (_input, base) => paks.verify(base),
  }),
  tool({
    name: 'install',
    title: 'Install skills',
    description:
      'Install what paks.toml lists, or add skills to it. The first call changes nothing: it answers ' +
      'with the plan and an approval. Show the plan to the person, and only with their consent call ' +
      'again with that approval.',
    input: z.object({
      sources: z
        .array(z.string())
        .optional()
        .describe(
          'skills to add: account/name@^1, a git URL or ./folder; none installs the project',
        ),
      approval: z.string().optional().describe('the approval that came with the plan'),
    }),
    readOnly: false,
    run: (input, base) => approvedInstall(input, base),
  }),
];

interface TypedTool<Shape extends z.ZodRawShape> extends Omit<Tool, 'input' | 'run'> {
  readonly input: z.ZodObject<Shape>;
  readonly run: (input: z.output<z.ZodObject<Shape>>, base: PaksOptions) => Promise<unknown>;
}

/** The server checks what it is given by `input` before it calls `run`. */
function tool<Shape extends z.ZodRawShape>({ input, run, ...rest }: TypedTool<Shape>): Tool {
  return { ...rest, input, run: (given, base) => run(input.parse(given), base) };
}

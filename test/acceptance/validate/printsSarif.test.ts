import { afterEach, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';

let project: TemporaryProject;

afterEach(() => project.dispose());

const text = {
  type: 'object',
  required: ['text'],
  properties: { text: { type: 'string', minLength: 1 } },
};

/** What the OASIS schema of SARIF 2.1.0 asks of the parts that are written here; nothing else may be there. */
const SARIF = {
  type: 'object',
  required: ['version', 'runs', '$schema'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['tool', 'results', 'columnKind'],
        additionalProperties: false,
        properties: {
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          tool: {
            type: 'object',
            required: ['driver'],
            additionalProperties: false,
            properties: {
              driver: {
                type: 'object',
                required: ['name', 'version', 'rules'],
                additionalProperties: false,
                properties: {
                  name: { type: 'string', minLength: 1 },
                  version: { type: 'string' },
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: {
                      type: 'object',
                      required: ['id'],
                      additionalProperties: false,
                      properties: {
                        id: { type: 'string' },
                        shortDescription: text,
                        help: text,
                        defaultConfiguration: {
                          type: 'object',
                          properties: { level: { enum: ['none', 'note', 'warning', 'error'] } },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          results: {
            type: 'array',
            items: {
              type: 'object',
              required: ['message', 'ruleId', 'ruleIndex', 'level', 'locations'],
              additionalProperties: false,
              properties: {
                ruleId: { type: 'string' },
                ruleIndex: { type: 'integer', minimum: 0 },
                level: { enum: ['none', 'note', 'warning', 'error'] },
                message: text,
                locations: {
                  type: 'array',
                  minItems: 1,
                  items: {
                    type: 'object',
                    required: ['physicalLocation'],
                    properties: {
                      physicalLocation: {
                        type: 'object',
                        required: ['artifactLocation', 'region'],
                        properties: {
                          artifactLocation: {
                            type: 'object',
                            properties: { uri: { type: 'string', pattern: '^[^ \\\\]+$' } },
                          },
                          region: {
                            type: 'object',
                            properties: {
                              startLine: { type: 'integer', minimum: 1 },
                              startColumn: { type: 'integer', minimum: 1 },
                            },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};

describe('validate --format sarif', () => {
  test('prints a log that is SARIF 2.1.0, and fails as the text does', async () => {
    project = makeTemporaryProject({
      files: {
        'my skills/a/SKILL.md': '---\nname: A\ndescription: x\nversion: 1\n---\n[x](gone.md)\n',
        'my skills/b/SKILL.md': '# nothing\n',
      },
    });

    const run = await project.run('validate', '--format', 'sarif');

    expect(run).toMatchObject({ exit: 1, stderr: '' });
    const validate = new Ajv({ strict: false }).compile(SARIF);
    expect([validate(run.json()), validate.errors]).toEqual([true, null]);
    const log = run.json() as {
      runs: {
        tool: { driver: { rules: { id: string }[] } };
        results: { ruleId: string; ruleIndex: number; locations: unknown[] }[];
      }[];
    };
    const { tool, results } = log.runs[0]!;
    for (const result of results) {
      expect(tool.driver.rules[result.ruleIndex]!.id).toBe(result.ruleId);
    }
    expect(results.map(({ ruleId }) => ruleId)).toEqual([
      'license-stated',
      'name-valid',
      'name-is-directory',
      'version-exact',
      'links-resolve',
      'frontmatter-readable',
    ]);
    expect(results[1]!.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'my%20skills/a/SKILL.md' },
          region: { startLine: 2, startColumn: 7 },
        },
      },
    ]);
  });

  test('prints an empty log for a clean skill', async () => {
    project = makeTemporaryProject({
      files: { 'a/SKILL.md': '---\nname: a\ndescription: x\nlicense: MIT\n---\n' },
    });

    const run = await project.run('validate', 'a', '--format', 'sarif');

    expect(run.exit).toBe(0);
    expect(run.json()).toMatchObject({ runs: [{ results: [], tool: { driver: { rules: [] } } }] });
  });

  test('is one document: not together with --json', async () => {
    project = makeTemporaryProject({ files: { 'a/SKILL.md': '' } });

    const run = await project.run('validate', 'a', '--format', 'sarif', '--json');

    expect(run.exit).toBe(2);
    expect(run.json()).toMatchObject({ ok: false, error: { code: 'USAGE' } });
  });
});

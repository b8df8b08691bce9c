import { version } from '../../model/version.ts';

/** A rule as a SARIF log describes it; `help` says where there is more to read. */
export interface SarifRule {
  readonly id: string;
  /** One lower-case clause. */
  readonly summary: string;
  readonly level: SarifLevel;
  readonly help: string;
}

/** One result: what, and where. */
export interface SarifResult {
  readonly rule: string;
  readonly level: SarifLevel;
  readonly message: string;
  /** `/`-separated, relative to the directory that the log is about. */
  readonly file: string;
  /** From 1, in UTF-16 units. */
  readonly line: number;
  readonly column: number;
}

type SarifLevel = 'error' | 'warning' | 'note';

/** Results as SARIF 2.1.0 (OASIS standard), which code scanning reads; every result's rule must be given. */
export function renderSarif(rules: readonly SarifRule[], results: readonly SarifResult[]): string {
  const ids = rules.map(({ id }) => id);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'paks', version, rules: rules.map(describeRule) } },
        columnKind: 'utf16CodeUnits',
        results: results.map((result) => ({
          ruleId: result.rule,
          ruleIndex: ids.indexOf(result.rule),
          level: result.level,
          message: { text: result.message },
          locations: [locationOf(result)],
        })),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function describeRule({ id, summary, level, help }: SarifRule): unknown {
  const text = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  return {
    id,
    shortDescription: { text },
    help: { text: `${text} ${help}` },
    defaultConfiguration: { level },
  };
}

function locationOf({ file, line, column }: SarifResult): unknown {
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
      region: { startLine: line, startColumn: column },
    },
  };
}

import { version } from '../../model/version.ts';
import type { ValidatedSkill, ValidateResult } from '../../operations/validate.ts';

type Finding = ValidatedSkill['findings'][number];

/**
 * The findings as SARIF 2.1.0 (OASIS standard), which code scanning reads. Addresses are relative to
 * the working directory; columns count UTF-16 units.
 */
export function renderValidateSarif({ rules, skills }: ValidateResult): string {
  const ids = rules.map(({ id }) => id);
  const results = skills.flatMap(({ path, findings }) =>
    findings.map((finding) => ({
      ruleId: finding.rule,
      ruleIndex: ids.indexOf(finding.rule),
      level: finding.severity,
      message: { text: finding.message },
      locations: [locationOf(path, finding)],
    })),
  );
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'paks', version, rules: rules.map(describeRule) } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function describeRule({ id, summary, severity }: ValidateResult['rules'][number]): unknown {
  const text = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  return {
    id,
    shortDescription: { text },
    help: { text: `${text} See docs/rules/${id}.md.` },
    defaultConfiguration: { level: severity },
  };
}

function locationOf(skill: string, { path, line, column }: Finding): unknown {
  const file = skill === '.' ? path : `${skill}/${path}`;
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
      region: { startLine: line, startColumn: column },
    },
  };
}

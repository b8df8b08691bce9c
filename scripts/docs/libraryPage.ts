import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { code, page, table, wrap } from './markdown.ts';

const FILES = ['src/library.ts', 'src/library/PaksOptions.ts'];
const HEAD = [
  '# Library',
  `\`import { install } from 'paks'\` gives programs what the command line does, with types. Every function is one command
without a terminal: it prints nothing, asks nobody and ends no process. What goes wrong is thrown as a \`PaksError\` with
a \`code\` of [error-codes.md](spec/error-codes.md); \`isPaksError\` recognises it. What a function returns is the \`result\`
that its command prints with \`--json\` ([output.md](output.md)).`,
  `\`\`\`js
import { install, isPaksError, outdated } from 'paks';

try {
  const { changes } = await install({ directory: '.', frozen: true });
  const { skills } = await outdated({ directory: '.' });
  console.log(changes.length, skills.filter(({ news }) => news).length);
} catch (error) {
  if (!isPaksError(error)) throw error;
  console.error(error.code, error.message, error.hint);
}
\`\`\``,
  'This page is made from the declarations in `src/library.ts` by `npm run docs`.',
];

/** `docs/library.md`: every function and every option of the library with its doc comment. */
export function libraryPage(): string {
  const files = FILES.map((name) =>
    ts.createSourceFile(name, readFileSync(name, 'utf8'), ts.ScriptTarget.Latest, true),
  );
  const nodes = files.flatMap((file) => [...file.statements]);
  const functions = nodes.filter(ts.isFunctionDeclaration).filter(isExported);
  const interfaces = nodes.filter(ts.isInterfaceDeclaration).filter(isExported);
  const byName = interfaces.toSorted((left, right) =>
    left.name.text.localeCompare(right.name.text),
  );
  return page([
    ...HEAD,
    '## Functions',
    ...functions.flatMap(functionBlocks),
    '## Options',
    ...byName.flatMap(interfaceBlocks),
  ]);
}

function isExported(node: ts.FunctionDeclaration | ts.InterfaceDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function functionBlocks(node: ts.FunctionDeclaration): readonly string[] {
  const name = node.name?.text ?? '';
  const parameters = node.parameters.map((parameter) => signatureOf(parameter)).join(', ');
  const literals = node.parameters.flatMap(({ type }) => literalMembers(type));
  return [
    `### ${name}`,
    `\`\`\`ts\n${name}(${parameters}): ${oneLine(node.type)}\n\`\`\``,
    wrap(documentation(node)),
    literals.length === 0 ? '' : memberTable(literals),
  ];
}

/** Options that a function declares in place are shown as `…`, and in its table. */
function signatureOf({ name, type }: ts.ParameterDeclaration): string {
  const text =
    type !== undefined && ts.isIntersectionTypeNode(type)
      ? type.types.map((part) => (ts.isTypeLiteralNode(part) ? '{ … }' : oneLine(part))).join(' & ')
      : oneLine(type);
  return `${name.getText()}: ${text}`;
}

function literalMembers(type: ts.TypeNode | undefined): readonly ts.TypeElement[] {
  if (type === undefined || !ts.isIntersectionTypeNode(type)) return [];
  return type.types.filter(ts.isTypeLiteralNode).flatMap(({ members }) => [...members]);
}

function interfaceBlocks(node: ts.InterfaceDeclaration): readonly string[] {
  const parents = node.heritageClauses?.flatMap(({ types }) => types.map((one) => one.getText()));
  const more = parents === undefined ? '' : ` Beside those of ${parents.map(code).join(', ')}.`;
  return [
    `### ${node.name.text}`,
    wrap(`${documentation(node)}${more}`),
    memberTable([...node.members]),
  ];
}

function memberTable(members: readonly ts.TypeElement[]): string {
  const rows = members.filter(ts.isPropertySignature).map((member) => [
    code(`${member.name.getText()}${member.questionToken === undefined ? '' : '?'}`),
    code(
      oneLine(member.type)
        .replace(/ \| undefined$/, '')
        .replace(/^\((.*)\)$/, '$1'),
    ),
    documentation(member),
  ]);
  return table(['option', 'type', 'what it is'], rows);
}

function documentation(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(comment?.comment) ?? '').replaceAll(/\s+/g, ' ');
}

function oneLine(node: ts.Node | undefined): string {
  return (node?.getText() ?? '').replaceAll(/\s+/g, ' ');
}

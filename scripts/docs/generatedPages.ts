import { commands } from '../../src/commands/all.ts';
import {
  type CommandDescription,
  describeCommand,
} from '../../src/commands/help/describeCommand.ts';
import { commandIndex } from './commandIndex.ts';
import { commandPage, pageName } from './commandPage.ts';
import { libraryPage } from './libraryPage.ts';
import { outputPage } from './outputPage.ts';
import { readSchemas } from './readSchemas.ts';
import { settingsPage } from './settingsPage.ts';

/** Every page of `docs/` that is made from the code, by its path, relative to the repository. */
export async function generatedPages(): Promise<ReadonlyMap<string, string>> {
  const described = await describeCommands();
  const schemas = readSchemas();
  const pages = described.map((command) => {
    const name = pageName(command.names[0] ?? '');
    return [`docs/commands/${name}.md`, commandPage(command, schemas.get(name) ?? null)] as const;
  });
  return new Map([
    ['docs/commands/README.md', commandIndex(described)],
    ...pages,
    ['docs/library.md', libraryPage()],
    ['docs/output.md', outputPage(schemas)],
    ['docs/settings.md', settingsPage()],
  ]);
}

/** One after the other: Jest, which calls this too, cannot link modules that share imports at once. */
async function describeCommands(): Promise<readonly CommandDescription[]> {
  const described = new Map<string, CommandDescription>();
  for (const load of commands.values()) {
    const command = describeCommand(await load());
    described.set(command.names[0] ?? '', command);
  }
  return [...described.values()];
}

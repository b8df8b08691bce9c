import type { CommandClass } from 'clipanion';
import type { PaksContext } from '../PaksContext.ts';

/** Arguments and options in the order in which a command declares them. */
export interface Declarations {
  readonly arguments: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly repeats: boolean;
  }[];
  readonly options: readonly {
    readonly names: readonly string[];
    readonly takesValue: boolean;
    readonly description: string;
  }[];
}

/**
 * Reads the fields of a command as clipanion does when it registers one. clipanion's own description of a
 * command forgets the name of arguments that may be left out and repeated.
 */
export function readDeclarations(commandClass: CommandClass<PaksContext>): Declarations {
  const positional: Declarations['arguments'][number][] = [];
  const options: Declarations['options'][number][] = [];
  const builder: Builder = {
    addPositional: ({ name, required = true }) =>
      positional.push({ name, required, repeats: false }),
    addRest: ({ name, required = 0 }) =>
      positional.push({ name, required: required > 0, repeats: true }),
    addOption: ({ names, arity = 0, description = '', hidden = false }) => {
      if (!hidden) options.push({ names, takesValue: arity > 0, description });
    },
  };
  for (const [key, field] of Object.entries(new commandClass())) {
    if (isDeclaration(field)) field.definition(builder, key);
  }
  return { arguments: positional, options };
}

interface Builder {
  addPositional(argument: { readonly name: string; readonly required?: boolean | undefined }): void;
  addRest(argument: { readonly name: string; readonly required?: number | undefined }): void;
  addOption(option: {
    readonly names: readonly string[];
    readonly arity?: number | undefined;
    readonly description?: string | undefined;
    readonly hidden?: boolean | undefined;
  }): void;
}

interface Declaration {
  definition(builder: Builder, key: string): void;
}

function isDeclaration(field: unknown): field is Declaration {
  return (
    typeof field === 'object' &&
    field !== null &&
    'definition' in field &&
    typeof field.definition === 'function'
  );
}

import type { AddRegistryResult } from '../../operations/registries/addRegistry.ts';
import type {
  ListedRegistry,
  ListRegistriesResult,
} from '../../operations/registries/listRegistries.ts';
import type { RemoveRegistryResult } from '../../operations/registries/removeRegistry.ts';
import type { DefaultRegistryResult } from '../../operations/registries/setDefaultRegistry.ts';
import { printable } from '../../errors/printable.ts';
import { originText } from '../originText.ts';
import { renderTable } from '../table.ts';
import type { Theme } from '../theme.ts';

const COLUMNS = [
  { title: 'REGISTRY' },
  { title: 'URL', shrink: true },
  { title: 'FROM' },
  { title: 'NOTE', shrink: true },
] as const;

/** The registries as a table. */
export function renderRegistries(
  { registries }: ListRegistriesResult,
  options: { readonly theme: Theme; readonly width: number | null },
): string {
  const rows = registries.map((registry) => [
    registry.name,
    registry.url,
    originText(registry.origin),
    notes(registry).join(', '),
  ]);
  return renderTable(COLUMNS, rows, options);
}

/** What is there now, and how to sign in. */
export function renderAddedRegistry(result: AddRegistryResult): string {
  const { name, url, changed, authRequired } = result;
  const standing = result.default ? ', and skills named without a registry come from it' : '';
  const first = `Registry ${name} is ${changed ? 'now' : 'already'} at ${printable(url)}${standing}.`;
  return authRequired ? `${first}\nSign in with: paks login --registry ${name}` : first;
}

/** What is gone. */
export function renderRemovedRegistry({ name, url, signedOut }: RemoveRegistryResult): string {
  const token = signedOut ? ' Its token is forgotten.' : '';
  return `Registry ${name} (${printable(url)}) is no longer in your settings.${token}`;
}

/** Which one it is. */
export function renderDefaultRegistry({ name, url, changed }: DefaultRegistryResult): string {
  if (!changed) return name;
  return `Skills named without a registry now come from ${name} (${printable(url)}).`;
}

function notes(registry: ListedRegistry): readonly string[] {
  return [
    ...(registry.default ? ['default'] : []),
    ...(registry.authRequired ? ['sign-in required'] : []),
    ...(registry.insecure ? ['insecure'] : []),
    ...(registry.replaces === null ? [] : [`yours is ${registry.replaces}`]),
  ];
}

import type { CommandClass } from 'clipanion';
import type { PaksContext } from './PaksContext.ts';

type Load = () => Promise<CommandClass<PaksContext>>;

const loadAdd: Load = async () => (await import('./add.ts')).AddCommand;
const loadCi: Load = async () => (await import('./ci.ts')).CiCommand;
const loadCreate: Load = async () => (await import('./create.ts')).CreateCommand;
const loadInit: Load = async () => (await import('./init.ts')).InitCommand;
const loadInstall: Load = async () => (await import('./install.ts')).InstallCommand;
const loadList: Load = async () => (await import('./list.ts')).ListCommand;
const loadLock: Load = async () => (await import('./lock.ts')).LockCommand;
const loadPack: Load = async () => (await import('./pack.ts')).PackCommand;
const loadRemove: Load = async () => (await import('./remove.ts')).RemoveCommand;
const loadUpdate: Load = async () => (await import('./update.ts')).UpdateCommand;
const loadValidate: Load = async () => (await import('./validate.ts')).ValidateCommand;
const loadVerify: Load = async () => (await import('./verify.ts')).VerifyCommand;

/**
 * Every command by its first word, aliases included. Each is its own module, loaded only when it is
 * the one to run: the start of `paks` costs the same however many commands there are.
 */
export const commands: ReadonlyMap<string, Load> = new Map([
  ['add', loadAdd],
  ['ci', loadCi],
  ['create', loadCreate],
  ['i', loadInstall],
  ['init', loadInit],
  ['install', loadInstall],
  ['list', loadList],
  ['lock', loadLock],
  ['ls', loadList],
  ['new', loadCreate],
  ['pack', loadPack],
  ['remove', loadRemove],
  ['rm', loadRemove],
  ['up', loadUpdate],
  ['update', loadUpdate],
  ['validate', loadValidate],
  ['verify', loadVerify],
]);

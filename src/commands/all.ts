import type { CommandClass } from 'clipanion';
import type { PaksContext } from './PaksContext.ts';

/** Brings the module of one command. */
export type LoadCommand = () => Promise<CommandClass<PaksContext>>;

const loadAdd: LoadCommand = async () => (await import('./add.ts')).AddCommand;
const loadAudit: LoadCommand = async () => (await import('./audit.ts')).AuditCommand;
const loadBundle: LoadCommand = async () => (await import('./bundle.ts')).BundleCommand;
const loadCi: LoadCommand = async () => (await import('./ci.ts')).CiCommand;
const loadCompletions: LoadCommand = async () =>
  (await import('./completions.ts')).CompletionsCommand;
const loadCreate: LoadCommand = async () => (await import('./create.ts')).CreateCommand;
const loadDiff: LoadCommand = async () => (await import('./diff.ts')).DiffCommand;
const loadEject: LoadCommand = async () => (await import('./eject.ts')).EjectCommand;
const loadFetch: LoadCommand = async () => (await import('./fetch.ts')).FetchCommand;
const loadDoctor: LoadCommand = async () => (await import('./doctor.ts')).DoctorCommand;
const loadInfo: LoadCommand = async () => (await import('./info.ts')).InfoCommand;
const loadImport: LoadCommand = async () => (await import('./import.ts')).ImportCommand;
const loadInit: LoadCommand = async () => (await import('./init.ts')).InitCommand;
const loadInstall: LoadCommand = async () => (await import('./install.ts')).InstallCommand;
const loadList: LoadCommand = async () => (await import('./list.ts')).ListCommand;
const loadLock: LoadCommand = async () => (await import('./lock.ts')).LockCommand;
const loadLogin: LoadCommand = async () => (await import('./login.ts')).LoginCommand;
const loadLogout: LoadCommand = async () => (await import('./logout.ts')).LogoutCommand;
const loadMcp: LoadCommand = async () => (await import('./mcp.ts')).McpCommand;
const loadOutdated: LoadCommand = async () => (await import('./outdated.ts')).OutdatedCommand;
const loadPublish: LoadCommand = async () => (await import('./publish.ts')).PublishCommand;
const loadPack: LoadCommand = async () => (await import('./pack.ts')).PackCommand;
const loadPin: LoadCommand = async () => (await import('./pin.ts')).PinCommand;
const loadPatch: LoadCommand = async () => (await import('./patch.ts')).PatchCommand;
const loadRemove: LoadCommand = async () => (await import('./remove.ts')).RemoveCommand;
const loadSearch: LoadCommand = async () => (await import('./search.ts')).SearchCommand;
const loadUnyank: LoadCommand = async () => (await import('./unyank.ts')).UnyankCommand;
const loadRestore: LoadCommand = async () => (await import('./restore.ts')).RestoreCommand;
const loadStatus: LoadCommand = async () => (await import('./status.ts')).StatusCommand;
const loadRunHook: LoadCommand = async () => (await import('./runHook.ts')).RunHookCommand;
const loadTree: LoadCommand = async () => (await import('./tree.ts')).TreeCommand;
const loadUnpin: LoadCommand = async () => (await import('./unpin.ts')).UnpinCommand;
const loadUpdate: LoadCommand = async () => (await import('./update.ts')).UpdateCommand;
const loadValidate: LoadCommand = async () => (await import('./validate.ts')).ValidateCommand;
const loadVerify: LoadCommand = async () => (await import('./verify.ts')).VerifyCommand;
const loadWhoami: LoadCommand = async () => (await import('./whoami.ts')).WhoamiCommand;
const loadWhy: LoadCommand = async () => (await import('./why.ts')).WhyCommand;
const loadYank: LoadCommand = async () => (await import('./yank.ts')).YankCommand;
const loadConfigGet: LoadCommand = async () => (await import('./config/get.ts')).ConfigGetCommand;
const loadConfigList: LoadCommand = async () =>
  (await import('./config/list.ts')).ConfigListCommand;
const loadConfigSet: LoadCommand = async () => (await import('./config/set.ts')).ConfigSetCommand;
const loadConfigUnset: LoadCommand = async () =>
  (await import('./config/unset.ts')).ConfigUnsetCommand;
const loadRegistryAdd: LoadCommand = async () =>
  (await import('./registry/add.ts')).RegistryAddCommand;
const loadRegistryDefault: LoadCommand = async () =>
  (await import('./registry/default.ts')).RegistryDefaultCommand;
const loadRegistryList: LoadCommand = async () =>
  (await import('./registry/list.ts')).RegistryListCommand;
const loadRegistryRemove: LoadCommand = async () =>
  (await import('./registry/remove.ts')).RegistryRemoveCommand;
const loadAgentAdd: LoadCommand = async () => (await import('./agent/add.ts')).AgentAddCommand;
const loadAgentDefault: LoadCommand = async () =>
  (await import('./agent/default.ts')).AgentDefaultCommand;
const loadAgentList: LoadCommand = async () => (await import('./agent/list.ts')).AgentListCommand;
const loadAgentRemove: LoadCommand = async () =>
  (await import('./agent/remove.ts')).AgentRemoveCommand;
const loadAgentShow: LoadCommand = async () => (await import('./agent/show.ts')).AgentShowCommand;
const loadCacheClean: LoadCommand = async () =>
  (await import('./cache/clean.ts')).CacheCleanCommand;
const loadCacheDir: LoadCommand = async () => (await import('./cache/dir.ts')).CacheDirCommand;
const loadCachePrune: LoadCommand = async () =>
  (await import('./cache/prune.ts')).CachePruneCommand;
const loadCacheVerify: LoadCommand = async () =>
  (await import('./cache/verify.ts')).CacheVerifyCommand;

/**
 * Every command by its name, one word or two (`cache clean`), aliases included. Each is its own module, loaded only when it is
 * the one to run: the start of `paks` costs the same however many commands there are.
 */
export const commands: ReadonlyMap<string, LoadCommand> = new Map([
  ['add', loadAdd],
  ['audit', loadAudit],
  ['bundle', loadBundle],
  ['ci', loadCi],
  ['completions', loadCompletions],
  ['create', loadCreate],
  ['diff', loadDiff],
  ['eject', loadEject],
  ['fetch', loadFetch],
  ['i', loadInstall],
  ['doctor', loadDoctor],
  ['info', loadInfo],
  ['import', loadImport],
  ['init', loadInit],
  ['install', loadInstall],
  ['list', loadList],
  ['lock', loadLock],
  ['login', loadLogin],
  ['logout', loadLogout],
  ['ls', loadList],
  ['mcp', loadMcp],
  ['new', loadCreate],
  ['outdated', loadOutdated],
  ['pack', loadPack],
  ['publish', loadPublish],
  ['pin', loadPin],
  ['patch', loadPatch],
  ['remove', loadRemove],
  ['restore', loadRestore],
  ['rm', loadRemove],
  ['search', loadSearch],
  ['unyank', loadUnyank],
  ['run-hook', loadRunHook],
  ['status', loadStatus],
  ['tree', loadTree],
  ['unpin', loadUnpin],
  ['up', loadUpdate],
  ['update', loadUpdate],
  ['validate', loadValidate],
  ['verify', loadVerify],
  ['whoami', loadWhoami],
  ['why', loadWhy],
  ['yank', loadYank],
  ['config get', loadConfigGet],
  ['config list', loadConfigList],
  ['config ls', loadConfigList],
  ['config set', loadConfigSet],
  ['config unset', loadConfigUnset],
  ['registry add', loadRegistryAdd],
  ['registry default', loadRegistryDefault],
  ['registry list', loadRegistryList],
  ['registry ls', loadRegistryList],
  ['registry remove', loadRegistryRemove],
  ['registry rm', loadRegistryRemove],
  ['agent add', loadAgentAdd],
  ['agent default', loadAgentDefault],
  ['agent list', loadAgentList],
  ['agent ls', loadAgentList],
  ['agent remove', loadAgentRemove],
  ['agent rm', loadAgentRemove],
  ['agent show', loadAgentShow],
  ['cache clean', loadCacheClean],
  ['cache dir', loadCacheDir],
  ['cache prune', loadCachePrune],
  ['cache verify', loadCacheVerify],
]);

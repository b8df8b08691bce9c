import { DEFAULT_REGISTRY } from '../model/Source.ts';
import {
  byteSize,
  choice,
  count,
  duration,
  list,
  path,
  proxyAddress,
  type Setting,
  text,
  toggle,
} from './Setting.ts';

/** Every setting, by the name that code calls it. The order is the one `paks config list` shows. */
export const settings = {
  defaultRegistry: define<string>({
    key: 'registries.default',
    form: text,
    fallback: DEFAULT_REGISTRY,
    variable: null,
    flag: '--registry',
    documentation: 'The registry that unqualified skills come from.',
  }),
  defaultRegistryUrl: define<string | undefined>({
    key: null,
    form: text,
    fallback: undefined,
    variable: 'PAKS_REGISTRY',
    flag: null,
    documentation: 'The address of the default registry, instead of the one its entry names.',
  }),
  defaultAgent: define<string | undefined>({
    key: 'default-agent',
    form: text,
    fallback: undefined,
    variable: 'PAKS_AGENT',
    flag: null,
    documentation: 'The agent to install for where a project names and shows none.',
  }),
  offline: define<boolean>({
    key: 'offline',
    form: toggle,
    fallback: false,
    variable: 'PAKS_OFFLINE',
    flag: '--offline',
    documentation: 'Use what is cached and never the network.',
  }),
  preferOffline: define<boolean>({
    key: 'prefer-offline',
    form: toggle,
    fallback: false,
    variable: 'PAKS_PREFER_OFFLINE',
    flag: '--prefer-offline',
    documentation: 'Use what is cached, however old, and the network only for what is not.',
  }),
  timeout: define<number>({
    key: 'timeout',
    form: duration,
    fallback: 30_000,
    variable: null,
    flag: null,
    documentation: 'How long a server may send nothing before it is given up.',
  }),
  requestsPerMinute: define<number | undefined>({
    key: 'requests-per-minute',
    form: count,
    fallback: undefined,
    variable: null,
    flag: null,
    documentation:
      'The most requests to one server in a minute, beside what it says itself; unlimited unless set.',
  }),
  proxy: define<string | undefined>({
    key: 'proxy',
    form: proxyAddress,
    fallback: undefined,
    variable: null,
    flag: null,
    documentation: 'The proxy to use where `HTTPS_PROXY` and `HTTP_PROXY` name none.',
  }),
  noProxy: define<readonly string[]>({
    key: 'no-proxy',
    form: list,
    fallback: [],
    variable: null,
    flag: null,
    documentation: 'What is reached without a proxy, as in `NO_PROXY`, where that names nothing.',
  }),
  authorityFile: define<string | undefined>({
    key: 'ca-file',
    form: path,
    fallback: undefined,
    variable: null,
    flag: null,
    documentation: 'A PEM file of certificate authorities to trust beside the usual ones.',
  }),
  certificateFile: define<string | undefined>({
    key: 'cert-file',
    form: path,
    fallback: undefined,
    variable: null,
    flag: null,
    documentation: 'A PEM file with the certificate that Paks shows to servers, with `key-file`.',
  }),
  keyFile: define<string | undefined>({
    key: 'key-file',
    form: path,
    fallback: undefined,
    variable: null,
    flag: null,
    documentation: 'A PEM file with the private key of `cert-file`.',
  }),
  certificateHosts: define<readonly string[]>({
    key: 'cert-hosts',
    form: list,
    fallback: [],
    variable: null,
    flag: null,
    documentation:
      'The only hosts that see `cert-file`, as in `NO_PROXY`; where none is named, those of your registries.',
  }),
  cacheDirectory: define<string | undefined>({
    key: 'cache-dir',
    form: path,
    fallback: undefined,
    variable: 'PAKS_CACHE_DIR',
    flag: null,
    documentation: 'Where skills and answers of registries are kept.',
  }),
  cacheTtl: define<number>({
    key: 'cache-ttl',
    form: duration,
    fallback: 300_000,
    variable: null,
    flag: null,
    documentation: 'How long an answer of a registry is used without asking again.',
  }),
  searchTtl: define<number>({
    key: 'cache-search-ttl',
    form: duration,
    fallback: 60_000,
    variable: null,
    flag: null,
    documentation: 'How long what a search found is shown without asking again.',
  }),
  cacheMaxSize: define<number | undefined>({
    key: 'cache-max-size',
    form: byteSize,
    fallback: undefined,
    variable: null,
    flag: null,
    documentation:
      'How large the store may grow before what was used longest ago is dropped; unlimited unless set.',
  }),
  keychain: define<'auto' | 'require' | 'never'>({
    key: 'keychain',
    form: choice('auto', 'require', 'never'),
    fallback: 'auto',
    variable: 'PAKS_KEYCHAIN',
    flag: null,
    documentation:
      'Whether tokens are kept in the system keychain; without it they are in an encrypted file.',
  }),
  git: define<'auto' | 'program'>({
    key: 'git',
    form: choice('auto', 'program'),
    fallback: 'auto',
    variable: null,
    flag: null,
    documentation: '`program` reads every repository with the installed git.',
  }),
  policyFile: define<string | undefined>({
    key: 'policy-file',
    form: path,
    fallback: undefined,
    variable: 'PAKS_POLICY',
    flag: null,
    documentation: 'A file with the keys of `[policy]` that binds every project on this machine.',
  }),
  minimumReleaseAge: define<number | undefined>({
    key: 'policy.minimum-release-age',
    form: duration,
    fallback: undefined,
    variable: null,
    flag: null,
    documentation: 'Versions published more recently than this are not chosen.',
  }),
  allowSources: define<readonly string[] | undefined>({
    key: 'policy.allow-sources',
    form: list,
    fallback: undefined,
    variable: null,
    flag: null,
    documentation: 'Patterns of the only sources that skills may come from.',
  }),
  audit: define<'off' | 'warn' | 'error'>({
    key: 'policy.audit',
    form: choice('off', 'warn', 'error'),
    fallback: 'error',
    variable: null,
    flag: null,
    documentation: 'What a dangerous finding in a skill does.',
  }),
} as const;

/** How code calls a setting. */
export type SettingName = keyof typeof settings;

type ValueOf<Kind> = Kind extends Setting<infer Value> ? Value : never;

/** A value for every setting. */
export type SettingValues = {
  readonly [Name in SettingName]: ValueOf<(typeof settings)[Name]>;
};

function define<Value>(setting: Setting<Value>): Setting<Value> {
  return setting;
}

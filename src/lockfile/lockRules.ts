const REFERENCE = /^(?![-/.])[\w.+@/-]{1,250}$/;
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const REGISTRY_NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;

/**
 * True for a branch or tag name that can be nothing but a name: git's own rules, ASCII, never an
 * option, never a path out (threat T09).
 */
export function isPlainReference(name: string): boolean {
  if (!REFERENCE.test(name)) return false;
  if (name.includes('..') || name.includes('//') || name.includes('@{')) return false;
  return !/(?:\.lock|[/.])$/.test(name);
}

/** True for a `/`-separated directory that stays below where it starts; '' is that place itself. */
export function isInnerDirectory(path: string): boolean {
  if (path === '') return true;
  if (CONTROL.test(path) || path.includes('\\')) return false;
  return path.split('/').every((segment) => segment !== '' && !/^\.{1,2}$/.test(segment));
}

/** True for a folder named relative to the project; it may lie beside or above it. */
export function isRelativeFolder(path: string): boolean {
  return path !== '' && !/^(?:[/\\]|[A-Za-z]:)/.test(path) && !CONTROL.test(path);
}

/** True for a name that a registry may have in the settings. */
export function isRegistryName(name: string): boolean {
  return REGISTRY_NAME.test(name);
}

/** True for the address of a repository that holds no password and can be no option of git. */
export function isGitUrl(text: string): boolean {
  if (text.length > 2_000 || /[\s\\#]/.test(text) || CONTROL.test(text) || !URL.canParse(text)) {
    return false;
  }
  const { protocol, username, password, hostname } = new URL(text);
  if (hostname.startsWith('-') || password !== '') return false;
  return protocol === 'ssh:' || (username === '' && /^(?:https?|file):$/.test(protocol));
}

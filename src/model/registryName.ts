const REGISTRY_NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;

/** True for a name that a registry may have in settings and manifests. */
export function isRegistryName(name: string): boolean {
  return REGISTRY_NAME.test(name);
}

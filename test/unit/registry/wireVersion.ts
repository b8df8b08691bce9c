/** The example version of the contract, as a registry sends it. */
export function wireVersion(version = '2.1.0') {
  return {
    version,
    published_at: '2026-01-15T10:30:00Z',
    yanked: false,
    dependencies: { 'stakpak/base': '^1.0.0' },
    repository: 'https://github.com/stakpak/skills',
    tag: `v${version}`,
    commit: '8f3c2a19bd0443e1a5b0c6f0f6f6a1d2c3b4a596',
    skill_path: 'kubernetes-deploy',
    integrity: `sha256-${'A'.repeat(43)}=`,
    archive: { url: 'archive.tgz', integrity: `sha512-${'A'.repeat(86)}==`, size: 10240 },
    size: 28311,
    file_count: 7,
  };
}

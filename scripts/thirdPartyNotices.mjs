import license from 'rollup-plugin-license';

const RULE = `\n\n${'-'.repeat(80)}\n\n`;

/**
 * Plugins of the bundler that put the licences of everything in the bundle into
 * `THIRD_PARTY_NOTICES.txt` beside it: who ships a library ships its terms.
 */
export function thirdPartyNotices() {
  let text = '';
  return [
    license({
      thirdParty: (packages) => {
        text = packages.map((found) => found.text()).join(RULE);
      },
    }),
    {
      name: 'third-party-notices',
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: 'THIRD_PARTY_NOTICES.txt', source: `${text}\n` });
      },
    },
  ];
}

/** The version of this server, as `package.json` has it; a test holds the two together. */
export const SERVER_VERSION = '0.1.0';

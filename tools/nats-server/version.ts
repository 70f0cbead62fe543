/** The oldest broker whose scheduled messages fire; older ones accept the configuration and never do. */
export const oldestVersion = '2.12.0';

/** The version in `nats-server: v2.15.1`, in an INFO message, in a package's version; undefined if none. */
export function parseVersion(text: string): string | undefined {
  return /(\d+\.\d+\.\d+)/.exec(text)?.[1];
}

export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestVersion.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** The sentence for a broker that must not be used. */
export function tooOld(what: string, version: string): string {
  return (
    `${what} is ${version}, and ${oldestVersion} or newer is needed ` +
    `(an older broker accepts scheduled messages and never fires them)`
  );
}

/** What the exit code of `deskhook` tells a script; docs/cli.md lists them. */
export const EXIT = {
  ok: 0,
  /** It was tried and failed. */
  failed: 1,
  /** The command line, a setting or a file cannot be understood; nothing was tried. */
  usage: 2,
  /** No valid key, or one that may not do this. */
  notAllowed: 3,
  notFound: 4,
  /** Deskhook, or a part of it, does not answer; trying again later may help. */
  unavailable: 5,
  /** `verify` found a request that is not genuine, `doctor` found a fault. */
  faultFound: 6,
  /** `diff` found differences. */
  differences: 10,
  /** Ended by Ctrl-C, as shells number it. */
  interrupted: 130,
  /** Nobody reads the output any more, so it ended early: as shells number a broken pipe. */
  unread: 141,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit code for an answer of the API with this status. */
export function exitCodeOfStatus(status: number): ExitCode {
  if (status === 401 || status === 403) return EXIT.notAllowed;
  if (status === 404) return EXIT.notFound;
  if (status === 429 || status === 502 || status === 503 || status === 504) return EXIT.unavailable;
  return EXIT.failed;
}

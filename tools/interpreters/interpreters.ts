/** A language that a test receiver is written in, and where Debian keeps its interpreter. */
export interface Interpreter {
  readonly command: string;
  /** What an administrator installs. */
  readonly package: string;
  /** What `--version` of the wanted program says, its version as the first group. */
  readonly versionPattern: RegExp;
  /** The oldest that the receivers run on, as major and minor. */
  readonly oldest: readonly [number, number];
  /** The program's file in the package; Debian makes `php` itself a link at installation. */
  readonly filePattern: RegExp;
  /** What keeps it, when it is unpacked and not installed, from the system's configuration of an installed one. */
  readonly unpackedArguments: readonly string[];
}

export const interpreters = {
  php: {
    command: 'php',
    package: 'php-cli',
    versionPattern: /^PHP (\d+\.\d+\.\d+)\S* \(cli\)/m,
    oldest: [8, 0],
    filePattern: /^php\d+\.\d+$/,
    unpackedArguments: ['-n'],
  },
  python: {
    command: 'python3',
    package: 'python3',
    versionPattern: /^Python (\d+\.\d+\.\d+)/m,
    oldest: [3, 8],
    filePattern: /^python3\.\d+$/,
    unpackedArguments: [],
  },
} as const satisfies Record<string, Interpreter>;

/** Set by `npm test` for its workers, so that the search is made once. */
export const foundBinaryVariables = {
  php: 'DESKHOOK_PHP',
  python: 'DESKHOOK_PYTHON',
} as const satisfies Record<keyof typeof interpreters, string>;

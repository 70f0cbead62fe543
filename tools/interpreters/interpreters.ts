/** A program that tests run and that is not Node's (receivers' languages, a browser, Prometheus), and where Debian keeps it. */
export interface Interpreter {
  readonly command: string;
  /** What the same program may be called elsewhere. */
  readonly otherCommands: readonly string[];
  /** What an administrator installs. */
  readonly package: string;
  /** What `--version` of the wanted program says, its version as the first group. */
  readonly versionPattern: RegExp;
  /** The oldest that the tests run on, as major and minor. */
  readonly oldest: readonly [number, number];
  /** The program's folder in the package: what Debian has of Chromium in `usr/bin` is a script with fixed paths. */
  readonly folder: string;
  /** The program's file in there; Debian makes `php` itself a link at installation. */
  readonly filePattern: RegExp;
  /** What keeps it, when it is unpacked and not installed, from the system's configuration of an installed one. */
  readonly unpackedArguments: readonly string[];
  /** Debian's package of a server starts it: where that holds, the package is unpacked and never installed. */
  readonly installs: boolean;
}

export const interpreters = {
  php: {
    command: 'php',
    otherCommands: [],
    package: 'php-cli',
    versionPattern: /^PHP (\d+\.\d+\.\d+)\S* \(cli\)/m,
    oldest: [8, 0],
    folder: 'usr/bin',
    filePattern: /^php\d+\.\d+$/,
    unpackedArguments: ['-n'],
    installs: true,
  },
  python: {
    command: 'python3',
    otherCommands: [],
    package: 'python3',
    versionPattern: /^Python (\d+\.\d+\.\d+)/m,
    oldest: [3, 8],
    folder: 'usr/bin',
    filePattern: /^python3\.\d+$/,
    unpackedArguments: [],
    installs: true,
  },
  chromium: {
    command: 'chromium',
    otherCommands: ['chromium-browser', 'google-chrome'],
    package: 'chromium',
    versionPattern: /^(?:Chromium|Google Chrome) (\d+\.\d+\.\d+)/m,
    oldest: [130, 0],
    folder: 'usr/lib/chromium',
    filePattern: /^chromium$/,
    // The sandbox's helper needs rights that only an installation gives.
    unpackedArguments: ['--no-sandbox'],
    installs: true,
  },
  prometheus: {
    command: 'prometheus',
    otherCommands: [],
    package: 'prometheus',
    versionPattern: /^prometheus, version (\d+\.\d+\.\d+)/m,
    // The first that keeps exemplars and knows every function of our rules.
    oldest: [2, 42],
    folder: 'usr/bin',
    filePattern: /^prometheus$/,
    unpackedArguments: [],
    installs: false,
  },
} as const satisfies Record<string, Interpreter>;

/** Set by `npm test` for its workers, so that the search is made once. */
export const foundBinaryVariables = {
  php: 'DESKHOOK_PHP',
  python: 'DESKHOOK_PYTHON',
  chromium: 'DESKHOOK_CHROMIUM',
  prometheus: 'DESKHOOK_PROMETHEUS',
} as const satisfies Record<keyof typeof interpreters, string>;

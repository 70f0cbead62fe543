/** A program written in Go that some tests need and npm does not have. */
export interface GoTool {
  readonly command: string;
  /** What `go install` is asked for; pinned, so that every run checks against the same. */
  readonly module: string;
  readonly versionArguments: readonly string[];
  /** What it says about its version, the number as the first group. */
  readonly versionPattern: RegExp;
  /** The oldest that the tests run on, as major and minor. */
  readonly oldest: readonly [number, number];
  /** Holds the path of one to use in place of all others. */
  readonly variable: string;
}

export const goTools = {
  helm: {
    command: 'helm',
    module: 'helm.sh/helm/v4/cmd/helm@v4.3.1',
    versionArguments: ['version', '--short'],
    versionPattern: /^v(\d+\.\d+)/m,
    oldest: [3, 14],
    variable: 'DESKHOOK_HELM',
  },
} as const satisfies Record<string, GoTool>;

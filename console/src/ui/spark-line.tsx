interface SparkLineProps {
  /** One column each, the oldest first. */
  readonly buckets: readonly { readonly successes: number; readonly failures: number }[];
  /** Read out instead of the drawing. */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}

/** How attempts fared over time: columns of successes with the failures on top. */
export function SparkLine({ buckets, label, width = 120, height = 26 }: SparkLineProps) {
  const highest = Math.max(1, ...buckets.map(({ successes, failures }) => successes + failures));
  const step = width / Math.max(1, buckets.length);
  const scaled = (value: number) => (value === 0 ? 0 : Math.max(1.5, (value / highest) * (height - 2)));
  return (
    <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <line
        x1={0}
        y1={height - 0.5}
        x2={width}
        y2={height - 0.5}
        stroke="var(--mantine-color-default-border)"
      />
      {buckets.map(({ successes, failures }, index) => {
        const good = scaled(successes);
        const bad = scaled(failures);
        const bar = { x: index * step + 0.5, width: Math.max(1, step - 1) };
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a column is its place in time
          <g key={index}>
            <rect {...bar} y={height - good} height={good} fill="var(--mantine-color-green-6)" />
            <rect {...bar} y={height - good - bad} height={bad} fill="var(--mantine-color-red-6)" />
          </g>
        );
      })}
    </svg>
  );
}

import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

const HEIGHTS = [330, 420, 300, 180, 50, 50, 50, 50, 50, 50];

/** In the place of the form while it is loaded. */
export function FormSkeleton() {
  return (
    <Stack aria-busy="true">
      <VisuallyHidden role="status">Loading …</VisuallyHidden>
      {HEIGHTS.map((height, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- they are all alike
        <Skeleton key={index} h={height} />
      ))}
    </Stack>
  );
}

import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../ui/empty-state.js';

/** For addresses that lead nowhere. */
export function NotFoundPage() {
  return (
    <EmptyState icon={IconMapOff} title="There is nothing at this address" headingOrder={1}>
      <p>It may have been mistyped, or what it named has been deleted.</p>
      <Button component={Link} to="/" variant="default">
        Go to the start page
      </Button>
    </EmptyState>
  );
}

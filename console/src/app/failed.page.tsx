import { Container } from '@mantine/core';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { asProblem } from '../api/problem.js';
import { ErrorState } from '../ui/error-state.js';

/** In the place of a page that could not be made. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Container size="sm" py="xl">
      <ErrorState problem={asProblem(error)} onRetry={again} />
    </Container>
  );
}

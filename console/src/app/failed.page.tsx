import { Container } from '@mantine/core';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { asProblem } from '../api/problem.js';
import { ErrorState } from '../ui/error-state.js';

const UNAUTHENTICATED = 401;

/** In the place of a page that could not be made. Where a key was refused, the router finds out where to go on. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  const problem = asProblem(error);
  const isUnsigned = problem.status === UNAUTHENTICATED;
  const recover = useEffectEvent(again);
  useEffect(() => {
    if (isUnsigned) recover();
  }, [isUnsigned]);
  if (isUnsigned) return null;
  return (
    <Container size="sm" py="xl">
      <ErrorState problem={problem} onRetry={again} />
    </Container>
  );
}

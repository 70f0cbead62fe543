import { Alert, List, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { ProblemError } from '../../../api/problem.js';
import { ErrorState } from '../../../ui/error-state.js';
import { faultPlace } from './draft.js';

const INVALID = 422;
const MALFORMED = 400;

interface DraftProblemProps {
  readonly problem: ProblemError;
  readonly onRetry: () => void;
}

/** What the draft still lacks or has wrong; for everything else what went wrong. */
export function DraftProblem({ problem, onRetry }: DraftProblemProps) {
  const isOfDraft = problem.status === INVALID || problem.status === MALFORMED;
  if (!isOfDraft) return <ErrorState problem={problem} onRetry={onRetry} />;
  return (
    <NotYet>
      {problem.faults.length === 0 ? (
        <Text size="sm">{problem.detail || problem.title}</Text>
      ) : (
        <List size="sm" spacing={2}>
          {problem.faults.map((fault) => (
            <List.Item key={`${fault.pointer} ${fault.detail}`}>
              <b>{faultPlace(fault)}</b>: {fault.detail}
            </List.Item>
          ))}
        </List>
      )}
    </NotYet>
  );
}

/** Nothing went wrong: it only cannot be tried as it is. */
export function NotYet({ children }: { readonly children: React.ReactNode }) {
  return (
    <Alert color="yellow" icon={<IconPencil size={18} aria-hidden />} title="Not complete yet" role="status">
      {children}
    </Alert>
  );
}

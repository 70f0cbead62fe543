import { WordBadge } from '../../ui/word-badge.js';
import type { Connector } from './connector-draft.js';

/** Whether it takes what comes: a word, its colour only helps. */
export function ConnectorStatus({
  connector: { status, hasSecret, warnings },
}: {
  readonly connector: Connector;
}) {
  const [colour, word] =
    status === 'inactive'
      ? (['gray', 'inactive'] as const)
      : !hasSecret
        ? (['orange', 'waits for its secret'] as const)
        : warnings.length > 0
          ? (['orange', 'needs attention'] as const)
          : (['green', 'active'] as const);
  return <WordBadge colour={colour} word={word} />;
}

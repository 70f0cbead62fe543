import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Replay } from '../../../api/types.js';
import { Instant } from '../../../ui/instant.js';
import type { Column } from '../../../ui/record-table.js';
import classes from '../list/list.module.css';
import { FilterSummary } from './filter-summary.js';
import { ReplayBar } from './replay-bar.js';
import { ReplayState } from './replay-state.js';
import { progressWords, replayTitle } from './replay-words.js';

/** The columns of the list of replays. `nameOf` tells the names of subscriptions. */
export function replayColumns(tenant: string, nameOf: (id: string) => string): readonly Column<Replay>[] {
  return [
    { key: 'state', header: 'State', width: '96px', cell: ({ state }) => <ReplayState state={state} /> },
    {
      key: 'what',
      header: 'Replay',
      width: 'minmax(0, 1.2fr)',
      cell: (replay) => (
        <Text size="sm" truncate>
          <Link to="/t/$tenant/replays/$id" params={{ tenant, id: replay.id }} className={classes.link}>
            {replayTitle(replay)}
          </Link>
        </Text>
      ),
    },
    {
      key: 'filter',
      header: 'What it selects',
      width: 'minmax(0, 2fr)',
      hiddenBelow: 'tablet',
      cell: ({ filter }) => <FilterSummary filter={filter} nameOf={nameOf} />,
    },
    {
      key: 'progress',
      header: 'Progress',
      width: 'minmax(0, 1fr)',
      hiddenBelow: 'phone',
      cell: (replay) => (
        <>
          <Text size="xs" c="dimmed">
            {progressWords(replay)}
          </Text>
          <ReplayBar replay={replay} size="sm" />
        </>
      ),
    },
    {
      key: 'at',
      header: 'Started',
      width: '96px',
      cell: ({ createdAt }) => (
        <Text size="sm" c="dimmed">
          <Instant at={createdAt} />
        </Text>
      ),
    },
  ];
}

import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';

interface Page<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

interface PagesOptions<Answer> {
  readonly key: QueryKey;
  readonly load: (cursor: string | undefined, signal: AbortSignal) => Promise<Answer>;
  /** Asks again after so long, while only the first pages are looked at; false: only when told to. */
  readonly refreshMs?: number | false;
}

/** To ask again is to ask for every page that was read. */
const REFRESHED_MAX = 2;

/** A list that is read page by page, in the form that RecordTable takes. */
export function usePages<Row, Answer extends Page<Row> = Page<Row>>({
  key,
  load,
  refreshMs = false,
}: PagesOptions<Answer & Page<Row>>) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }: Answer & Page<Row>) => nextCursor ?? undefined,
    refetchInterval: (asked) => (isShort(asked) ? refreshMs : false),
    refetchOnMount: isShort,
    refetchOnReconnect: isShort,
    refetchOnWindowFocus: isShort,
  });
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  return {
    query,
    rows: query.data?.pages.flatMap(({ items }) => items),
    more: hasNextPage
      ? { isLoading: isFetchingNextPage, hasFailed: isFetchNextPageError, load: () => void fetchNextPage() }
      : null,
  };
}

function isShort({
  state,
}: {
  readonly state: { readonly data?: { readonly pages: readonly unknown[] } | undefined };
}) {
  return (state.data?.pages.length ?? 0) <= REFRESHED_MAX;
}

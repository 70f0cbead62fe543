import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from '../api/problem.js';

const RETRIES_MAX = 2;
const CLIENT_FAULT = 400;
const SERVER_FAULT = 500;

/** What the API refuses is refused again; only what may pass is asked for once more. */
function mayPass(failures: number, error: unknown): boolean {
  const isRefused =
    error instanceof ProblemError && error.status >= CLIENT_FAULT && error.status < SERVER_FAULT;
  return !isRefused && failures < RETRIES_MAX;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: mayPass, staleTime: 5_000, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});

/** Names the cluster that serves the whole test run, from jest's main process to its workers. */
export const sharedClusterVariable = 'DESKHOOK_TEST_CLUSTER_URL';

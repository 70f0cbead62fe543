/** What a subscription without a condition does. */
export const NO_CONDITION = 'No condition: every event that is selected fires.';

/** Exit codes of every command. */
export const exitCodes = { good: 0, failed: 1, wrongUsage: 2, interrupted: 130 } as const;

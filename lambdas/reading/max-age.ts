/** How old what a warm Lambda has read may be. Each reading says when it was made, and reports show the oldest. */
export const maxAgeMs = 60_000;

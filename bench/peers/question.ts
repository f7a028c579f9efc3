/** What all engines are asked: many statements on the action and the resource, of which only the last allows. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly team: string;
}

export const question = (statements: number): Question => ({
  action: 'GetObject',
  resource: 'bucket/key',
  team: teamOf(statements - 1),
});

export const teamOf = (statement: number): string => `team-${statement}`;

/** An engine with so many statements at hand, asked over and over; `true`: allowed. */
export type Peer = (statements: number) => Promise<(asked: Question) => boolean>;

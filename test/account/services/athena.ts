/** What Athena answers: every query succeeds with the same rows. */
import type { Operations } from '../operation';
import type { Named } from '../policy';
import { json } from '../shapes';

export interface AthenaAccount {
  /** The result's, by column. */
  readonly rows?: readonly Named<string>[];
  /** Why a query fails. */
  readonly athenaFails?: string;
}

export interface DescribedAthena {
  readonly accounts: Named<AthenaAccount>;
}

export const athenaOperations: Operations<DescribedAthena> = {
  StartQueryExecution: { answer: () => json({ QueryExecutionId: 'q-1' }) },
  GetQueryExecution: {
    answer: ({ awsAccounts, account }) => {
      const reason = awsAccounts.accounts[account]?.athenaFails;
      const Status = reason === undefined ? { State: 'SUCCEEDED' } : { State: 'FAILED', StateChangeReason: reason };
      return json({ QueryExecution: { QueryExecutionId: 'q-1', Status } });
    },
  },
  GetQueryResults: {
    emptyPage: json({ ResultSet: { Rows: [] }, NextToken: 'more' }),
    answer: ({ awsAccounts, account }) => {
      const rows = awsAccounts.accounts[account]?.rows ?? [];
      const names = Object.keys(rows[0] ?? {});
      const cells = (values: readonly (string | undefined)[]) => ({
        Data: values.map((value) => (value === undefined ? {} : { VarCharValue: value })),
      });
      return json({ ResultSet: { Rows: [cells(names), ...rows.map((row) => cells(names.map((name) => row[name])))] } });
    },
  },
};

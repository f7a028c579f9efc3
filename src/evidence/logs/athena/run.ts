/** Runs a query in Athena and reads its rows. https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html */
import { defined } from '../../../defined';
import { required } from '../../answers';
import { getQueryExecution, getQueryResults, startQueryExecution } from '../../aws/calls/athena';
import { Unread } from '../../aws/failures';
import type { Place } from '../../place';

export interface AthenaSettings {
  readonly workgroup: string;
  readonly database: string;
  /** `s3://…`; without it the workgroup says where results go. */
  readonly output?: string;
  /** Between two questions whether it is done. @default one second */
  readonly intervalMs?: number;
}

/** In the form of the answer of GetQueryResults: the first row has the names. */
export interface AthenaRows {
  readonly ResultSet: { readonly Rows: readonly unknown[] };
}

/** Runs the statements in their order; the rows are those of the last. */
export async function runInAthena(
  place: Place,
  statements: readonly string[],
  settings: AthenaSettings,
  progress: (text: string) => void,
): Promise<AthenaRows> {
  let last: string | undefined;
  for (const [at, statement] of statements.entries()) {
    last = await runOne(place, statement, settings);
    progress(`Athena: ${at + 1} of ${statements.length} statements`);
  }
  return { ResultSet: { Rows: last === undefined ? [] : await rowsOf(place, last) } };
}

async function runOne(place: Place, statement: string, settings: AthenaSettings): Promise<string> {
  const { workgroup, database, output, intervalMs = 1_000 } = settings;
  const started = await startQueryExecution(place, {
    QueryString: statement,
    WorkGroup: workgroup,
    QueryExecutionContext: { Database: database },
    ...(output === undefined ? {} : { ResultConfiguration: { OutputLocation: output } }),
  });
  const id = required(started.QueryExecutionId, 'QueryExecutionId');
  for (let asked = 0; asked < mostAsked; asked += 1) {
    const { QueryExecution: execution } = await getQueryExecution(place, { QueryExecutionId: id });
    const { State: state, StateChangeReason: reason = '' } = execution?.Status ?? {};
    if (state === 'SUCCEEDED') return id;
    if (state === 'FAILED' || state === 'CANCELLED')
      throw new Unread('crashed', `Athena ${state.toLowerCase()}: ${reason}`);
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
  throw new Unread('timeout', `Athena still runs query \`${id}\``);
}

/** Half an hour, which is also the limit that AWS sets to a query. */
const mostAsked = 1_800;

async function rowsOf(place: Place, id: string): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  let token: string | undefined;
  do {
    const page = await getQueryResults(place, { QueryExecutionId: id, ...defined({ NextToken: token }) });
    rows.push(...(page.ResultSet?.Rows ?? []));
    token = page.NextToken === token ? undefined : page.NextToken;
  } while (token !== undefined);
  return rows;
}

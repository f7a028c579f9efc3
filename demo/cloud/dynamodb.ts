/** The stack's table: requests go on to a DynamoDB on this machine. */
import { openDynamo, type Dynamo } from '../../test/setup/dynalite';
import type { Answer } from './answers';
import type { AwsRequest } from './wire';

export interface EmbeddedTable {
  readonly answer: (request: AwsRequest) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** An empty one, in a server of its own or in one that is given. */
export async function openTable(name: string, shared?: Dynamo): Promise<EmbeddedTable> {
  const dynamo = shared ?? (await openDynamo(name));
  await shared?.addTable(name);
  return {
    answer: async ({ http: { headers, body } }) => {
      const names = ['authorization', 'content-type', 'x-amz-date', 'x-amz-target', 'x-amz-security-token'];
      const sent = names.map((header) => [header, headers[header]?.toString() ?? ''] as const);
      const { status, body: answered } = await dynamo.answer(
        Object.fromEntries(sent.filter(([, value]) => value !== '')),
        body,
      );
      return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: answered };
    },
    close: () => (shared === undefined ? dynamo.close() : shared.removeTable(name)),
  };
}

/** The table of a request, its index, and the partitions that it names. */
export function tableAsked({ input }: AwsRequest): {
  readonly table: string;
  readonly index?: string;
  readonly partitions: readonly string[];
} {
  const {
    TableName,
    IndexName,
    RequestItems,
    Item,
    Key,
    ExpressionAttributeValues: values,
  } = input as {
    readonly TableName?: string;
    readonly IndexName?: string;
    readonly RequestItems?: Readonly<Record<string, { readonly Keys?: readonly Named[] }>>;
    readonly Item?: Named;
    readonly Key?: Named;
    readonly ExpressionAttributeValues?: Readonly<Record<string, { readonly S?: string }>>;
  };
  const table = TableName ?? Object.keys(RequestItems ?? {})[0] ?? '';
  const named = [...(RequestItems?.[table]?.Keys ?? []), ...[Item ?? Key ?? []].flat()];
  const partitions = [
    ...named.flatMap(({ partition }) => partition?.S ?? []),
    ...[values?.[':partition']?.S ?? []].flat(),
  ];
  return { table, partitions, ...(IndexName === undefined ? {} : { index: IndexName }) };
}

interface Named {
  readonly partition?: { readonly S: string };
}

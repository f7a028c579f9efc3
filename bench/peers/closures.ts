import { teamOf, type Peer, type Question } from './question';

/** The limit: a function for each statement, which explains nothing. All are asked, as Culprit does. */
export const closures: Peer = async (count) => {
  const statements = Array.from({ length: count }, (_, at) => statement('Get', 'bucket/', teamOf(at)));
  return (asked) => statements.filter((matches) => matches(asked)).length > 0;
};

const statement = (actions: string, resources: string, wanted: string) => {
  return ({ action, resource, team }: Question): boolean =>
    action.startsWith(actions) && resource.startsWith(resources) && team === wanted;
};

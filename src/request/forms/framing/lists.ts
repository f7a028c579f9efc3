/**
 * Lists that are longer than memory wants to hold: their items are taken one by one, and what stands beside them is passed
 * over. No record of CloudTrail and no event of OCSF has one of these names at its top.
 */
export const wrappers: ReadonlySet<string> = new Set([
  // A trail's log file, and what Lambda hands over of a queue, a topic or a stream.
  'Records',
  'records',
  // aws cloudtrail lookup-events
  'Events',
  // aws logs filter-log-events, get-log-events
  'events',
  // CloudWatch Logs' subscriptions
  'logEvents',
  // aws logs get-query-results, Splunk
  'results',
  // aws sqs receive-message
  'Messages',
  // Elasticsearch, OpenSearch
  'hits.hits',
]);

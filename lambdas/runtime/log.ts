/** One line of JSON. Codes and counts only: nothing of an event belongs into logs. */
export function log(entry: Readonly<Record<string, string | number>>): void {
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}

/**
 * A number for CloudWatch, as a line of the log. It costs nothing until it is written for the first time, and then once for
 * each value of a dimension: only what a closed list names is one.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metric(name: string, count: number, dimensions: Readonly<Record<string, string>> = {}): void {
  const metrics = {
    Namespace: 'Culprit',
    Dimensions: [Object.keys(dimensions)],
    Metrics: [{ Name: name, Unit: 'Count' }],
  };
  const entry = { _aws: { Timestamp: Date.now(), CloudWatchMetrics: [metrics] }, ...dimensions, [name]: count };
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}

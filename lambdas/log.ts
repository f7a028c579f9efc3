/** One line of JSON. Codes and counts only: nothing of an event belongs into logs. */
export function log(entry: Readonly<Record<string, string | number>>): void {
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}

/**
 * A number for CloudWatch, as a line of the log. It costs nothing until it is written for the first time.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metric(name: string, count: number): void {
  const metrics = { Namespace: 'Culprit', Dimensions: [[]], Metrics: [{ Name: name, Unit: 'Count' }] };
  process.stdout.write(
    `${JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: [metrics] }, [name]: count })}\n`,
  );
}

/** What AWS issued the caller's credentials to, in words. */
import { computeIn, type Compute } from '../../names/compute';
import type { Report } from '../contract';
import { quote } from '../clean';

type IssuedTo = NonNullable<Report['request']['principal']['issuedTo']>;

/** the function `thumbnails` */
export function computeWords({ type, arn }: IssuedTo): string {
  const compute = computeIn(arn);
  return compute === undefined ? quote(arn ?? type) : wordsOf(compute);
}

function wordsOf(compute: Compute): string {
  switch (compute.is) {
    case 'function':
      return `the function ${quote(compute.name)}`;
    case 'instance':
      return `the EC2 instance ${quote(compute.name)}`;
    case 'task':
      return `the task ${quote(compute.name)}${ofCluster(compute.cluster)}`;
    case 'pod':
      return `a pod${ofCluster(compute.cluster)}`;
  }
}

const ofCluster = (cluster: string | undefined): string =>
  cluster === undefined ? '' : ` of the cluster ${quote(cluster)}`;

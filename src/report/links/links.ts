/** The console pages that somebody who acts on a report opens next. */
import { isKeyArn } from '../../names/kms-key';
import type { Verdict } from '../../verdict/verdict';
import type { Link } from '../contract';
import { consoleUrl } from './console';

export function linksOf({ request, rootCauses }: Verdict): readonly Link[] {
  const { partition, bucket, bucketRegion, region, principal } = request;
  const [cause] = rootCauses;
  const key = request.authorizations.find(({ resource }) => resource !== undefined && isKeyArn(resource))?.resource;
  const caller = 'roleArn' in principal ? principal.roleArn : 'arn' in principal ? principal.arn : undefined;
  return [
    ...linkTo('Policy', cause?.policy?.arn),
    ...linkTo('Bucket', bucket === undefined ? undefined : `arn:${partition}:s3:::${bucket}`, bucketRegion ?? region),
    ...linkTo('KMS key', key),
    ...linkTo('Caller', caller),
  ];
}

/** None where the console has no page of its own for it. */
export function linkTo(label: string, arn: string | undefined, region?: string): readonly Link[] {
  const url = arn === undefined ? undefined : consoleUrl(arn, region);
  return url === undefined ? [] : [{ label, url }];
}

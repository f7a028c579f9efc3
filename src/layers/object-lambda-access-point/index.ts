import { objectLambdaAccessPoint as point } from '../../evidence/readers/object-lambda-access-point';
import { objectLambdaAccessPointPolicy } from '../../evidence/readers/object-lambda-access-point-policy';
import { permissionsBoundary } from '../../evidence/readers/permissions-boundary';
import { isThrough, undocumentedOfOwn } from '../../judging/request/access-point';
import { defineLayer } from '../define';
import { checkObjectLambda } from './check';
import { objectLambdaPolicyResource, putObjectLambdaPolicy } from './put-policy';
import { words } from './words';

/** An Object Lambda access point: its policy, and a function that transforms what is read. */
export const objectLambdaAccessPoint = defineLayer({
  id: 'object-lambda-access-point',
  title: 'Object Lambda access point',
  name: 'the Object Lambda access point',
  policy: 'the policy of the Object Lambda access point',
  kind: 'grant',
  side: 'access-point',
  saidAs: ['resource-based policy'],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-policies.html',
  words,
  reads: { policy: objectLambdaAccessPointPolicy, point, boundary: permissionsBoundary },
  grantForm: 'policy',
  policies: { read: 'policy', naming: 'anybody', largest: { each: 20_480 } },
  causes: [
    {
      number: 43,
      title: 'Object Lambda: the function cannot be invoked, or refuses itself',
      code: 'function-may-refuse',
    },
  ],
  undocumented: undocumentedOfOwn,
  putPolicy: putObjectLambdaPolicy,
  policyResource: objectLambdaPolicyResource,
  appliesTo: (subject) => isThrough('object-lambda', subject),
  check: checkObjectLambda,
});

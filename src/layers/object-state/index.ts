import { objectExistence } from '../../evidence/readers/object-existence';
import { objectHead } from '../../evidence/readers/object-head';
import { defineLayer } from '../define';
import { checkObjectState } from './check';
import { remedies } from './remedies';
import { words } from './words';

/** An object that is missing, archived or deleted. A list shows it; only an opt-in (`HeadObject`) looks at the object itself. */
export const objectState = defineLayer({
  id: 'object-state',
  title: 'Object state',
  name: 'the object state',
  kind: 'state',
  side: 'resource',
  saidAs: ['InvalidObjectState'],
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html',
  words,
  remedies,
  reads: { head: objectHead, existence: objectExistence },
  causes: [
    {
      number: 75,
      title: 'The object does not exist and the caller may not list the bucket',
      code: 'object-may-not-exist',
    },
    { number: 76, title: 'Archived object not restored', code: 'object-archived' },
  ],
  fix: 'change-the-request',
  answeredWith: { 'object-archived': 'archived' },
  appliesTo: ({ authorization: { action, purpose }, request }) =>
    (purpose === 'main' || purpose === 'copy-source') &&
    (/^s3:GetObject(Version)?(Attributes)?$/.test(action) ||
      (request.errorCode === 'InvalidObjectState' && purpose === 'main')),
  check: checkObjectState,
});
